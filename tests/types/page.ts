// A partner's page in TypeScript. What must not compile is said to be an error, and it is one if it
// compiles after all.

const embed = document.createElement("article-embed");
embed.article = "https://news.example/story.json";
embed.headingLevel = 3;
embed.headingLevel = "3";
embed.commentsUrl = null;
embed.theme = undefined;
embed.share = "copy x email";
embed.follow = false;
embed.lang = "pt-BR";
const level: string | null = embed.headingLevel;
document.body.append(embed);

// @ts-expect-error There is no such level.
embed.headingLevel = 7;
// @ts-expect-error There is no such theme.
embed.theme = "drak";
// @ts-expect-error There is no such option.
embed.colour = "red";
// @ts-expect-error The place belongs to the tag.
embed.target = "#here";

embed.addEventListener("article-embed-ready", (event) => {
  const { headline, url }: { headline: string; url: string } = event.detail;
  console.log(headline, url, level);
  // @ts-expect-error It tells no code.
  console.log(event.detail.code);
});
document.addEventListener("article-embed-error", ({ detail }) => {
  const code: ArticleEmbed.ErrorCode = detail.code;
  if (code === "not-found") console.log(detail.message, detail.url);
  // @ts-expect-error There is no such code.
  if (code === "lost") return;
});
window.addEventListener("article-embed-share", ({ detail }) => {
  const target: ArticleEmbed.ShareTarget = detail.target;
  console.log(target);
});
embed.addEventListener("article-embed-comment", ({ detail }) => detail.id.trim());
embed.addEventListener("article-embed-loading", ({ detail }) => detail.url.trim());

const handle: ArticleEmbed.Handle = ArticleEmbed.mount(document.body, {
  article: "story.json",
  comments: "off",
  headingLevel: 2,
});
handle.update({ theme: "dark", headingLevel: null });
handle.element.remove();
handle.unmount();
const version: string = window.ArticleEmbed.version;
ArticleEmbed.scan();
ArticleEmbed.scan(document.querySelector("main") ?? undefined);
// @ts-expect-error It takes an element, not a selector.
ArticleEmbed.mount("#here", { article: version });
// @ts-expect-error There is no such engine.
ArticleEmbed.mount(document.body, { article: version, comments: "disqus" });

const attributes: ArticleEmbed.Attributes = { article: "story.json", "heading-level": 3 };
// @ts-expect-error Attributes have hyphens.
const wrong: ArticleEmbed.Attributes = { headingLevel: 3 };
console.log(attributes, wrong);

const found: ArticleEmbed.Element | null = document.querySelector("article-embed");
console.log(found?.article);
