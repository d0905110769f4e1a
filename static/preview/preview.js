// The switches of the preview page: `?story=NAME` shows one sample instead of the two,
// `?theme=dark` or `?theme=light` sets the theme, `?look=NAME` a theme file, `?lang=TAG` the language of
// buttons and dates, and `?comments=isso` or `?comments=wordpress` with `&comments-url=ADDRESS` takes a
// real comment engine. The page works without them.
(() => {
  "use strict";

  // Whole paths, because the build renames the files and rewrites exact references.
  const stories = {
    prison: {
      article: "stories/prison.json",
      url: "https://independent-desk.example/2022/01/21/gunmen-storm-prison-in-north-east-syria",
      section: "World",
      from: "from The Independent Desk",
      label: "World: a story from The Independent Desk",
    },
    harbour: {
      article: "stories/harbour.json",
      url: "https://saltmarsh-courier.example/2025/10/04/the-town-that-taught-itself-to-build-a-bridge",
      section: "Coast",
      from: "from the Saltmarsh Courier",
      label: "Coast: a story from the Saltmarsh Courier",
    },
    arabic: {
      article: "stories/arabic.json",
      url: "https://dafatir.example/2025/11/khan-al-rumman",
      section: "Abroad",
      from: "in Arabic, from Dafatir",
      label: "Abroad: a story in Arabic",
    },
    wordpress: {
      article: "stories/wordpress.json",
      url: "https://hillfoot-gazette.example/2025/11/the-village-that-switched-on-the-stars/",
      section: "Villages",
      from: "from the Hillfoot Gazette",
      label: "Villages: a story from the Hillfoot Gazette",
    },
  };

  // The build writes the tags of all message files here.
  const languages = ["__LANGUAGES__"];

  const query = new URLSearchParams(location.search);
  const name = Object.hasOwn(stories, query.get("story") ?? "") ? query.get("story") : "";
  const theme = ["dark", "light"].includes(query.get("theme")) ? query.get("theme") : "";
  const lang = languages.includes(query.get("lang")) ? query.get("lang") : "";

  const looks = ["broadsheet", "bulletin", "lamplight"];
  const look = looks.includes(query.get("look")) ? query.get("look") : "";
  const sheet = `themes/${look}.css`;
  if (look) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: sheet });
    document.head.append(link);
  }

  // A real engine is nothing without its address.
  const [engine, address] = [query.get("comments"), query.get("comments-url")];
  const isReal = ["isso", "wordpress"].includes(engine) && URL.canParse(address)
    && ["http:", "https:"].includes(new URL(address).protocol);
  const comments = isReal
    ? { comments: engine, "comments-url": new URL(address).href }
    : { comments: "preview" };

  if (theme) document.documentElement.dataset.theme = theme;
  const chosen = { ...comments, ...(theme && { theme }), ...(lang && { lang }) };
  for (const [key, value] of Object.entries(chosen)) {
    // The tag may have been read already: then its element takes the attribute.
    for (const tag of document.querySelectorAll("script[data-article]")) tag.setAttribute(`data-${key}`, value);
    for (const embed of document.querySelectorAll("article-embed")) {
      if (embed.getAttribute(key) !== value) embed.setAttribute(key, value);
    }
  }

  if (name) {
    const { article, url, section, from, label } = stories[name];
    const tag = document.createElement("script");
    tag.async = true;
    tag.src = "embed.js";
    tag.dataset.article = article;
    tag.dataset.url = url;
    for (const [key, value] of Object.entries(chosen)) tag.setAttribute(`data-${key}`, value);
    const slot = document.querySelector("[data-slot=main]");
    slot.setAttribute("aria-label", label);
    slot.replaceChildren(tag);
    document.querySelector("#world .fl-strip-mark").textContent = section;
    document.querySelector("#world .fl-strip-from").textContent = from;
    document.querySelector(".fl-title").textContent = "One story that we did not write";
    document.querySelector("#coast").remove();
    document.querySelector(".fl-tab[href='#coast']").parentElement.remove();
    document.querySelector(".fl-tab[href='#world']").textContent = section;
  }

  // The links of the switches keep each other's choice.
  const switched = (changes) => {
    const choice = new URLSearchParams();
    for (const [key, value] of Object.entries({ story: name, theme, look, lang, ...changes })) {
      if (value) choice.set(key, value);
    }
    for (const [key, value] of Object.entries(isReal ? comments : {})) choice.set(key, value);
    return choice.size ? `?${choice}` : "./";
  };
  for (const link of document.querySelectorAll("[data-sample]")) {
    link.href = switched({ story: link.dataset.sample });
    if (link.dataset.sample === name) link.setAttribute("aria-current", "page");
  }
  for (const link of document.querySelectorAll("[data-theme-choice]")) {
    link.href = switched({ theme: link.dataset.themeChoice });
    if (link.dataset.themeChoice === theme) link.setAttribute("aria-current", "true");
  }
  for (const link of document.querySelectorAll("[data-look-choice]")) {
    link.href = switched({ look: link.dataset.lookChoice });
    if (link.dataset.lookChoice === look) link.setAttribute("aria-current", "true");
  }

  // Each language is named in itself.
  const select = document.querySelector("[data-language-choice]");
  for (const tag of languages) {
    const own = new Intl.DisplayNames(tag, { type: "language" }).of(tag);
    select.add(new Option(own === tag ? tag : `${own} (${tag})`, tag, false, tag === lang));
  }
  select.addEventListener("change", () => location.assign(switched({ lang: select.value })));

  // The snippet with this server's own addresses, so that it works wherever it is pasted.
  const shown = stories[name || "prison"];
  const absolute = (path) => new URL(path, document.baseURI).href;
  // An address holds no quotes: they are encoded in it.
  const optionLines = Object.entries({ ...(lang && { lang }), ...comments })
    .map(([key, value]) => `data-${key}="${value.replaceAll("&", "&amp;")}"`)
    .join("\n  ");
  const lines = [
    ...(look ? [`<link rel="stylesheet" href="${absolute(sheet)}">`] : []),
    `<div style="min-height: 100vh">`,
    `<script async src="${absolute("embed.js")}"`,
    `  data-article="${absolute(shown.article)}"`,
    `  data-url="${shown.url}"`,
    `  ${optionLines}></script>`,
    `<noscript><a href="${shown.url}">Read the story</a></noscript>`,
    `</div>`,
  ];
  const snippet = lines.join("\n");
  document.querySelector("[data-snippet]").textContent = snippet;

  const copy = document.querySelector("[data-copy]");
  const copied = document.querySelector("[data-copied]");
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(snippet);
        copied.textContent = "Copied.";
      } catch {
        copied.textContent = "Your browser did not allow it. Select the text and copy it.";
      }
    });
  }
})();
