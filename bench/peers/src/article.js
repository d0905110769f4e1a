// Reads a story: WordPress's answer, or the article embed's own document.

import DOMPurify from "dompurify";

const ALLOWED = {
  ALLOWED_TAGS:
    "a abbr aside b blockquote br caption cite code dd del dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub sup table tbody td tfoot th thead time tr u ul".split(
      " ",
    ),
  ALLOWED_ATTR:
    "alt cite colspan datetime dir headers height href lang reversed rowspan scope src srcset start title width".split(
      " ",
    ),
};

// Addresses in a story are the publisher's, and its links leave the page.
const clean = (html, base) => {
  const body = DOMPurify.sanitize(html, { ...ALLOWED, RETURN_DOM: true });
  for (const name of ["href", "src"]) {
    for (const element of body.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, absolute(element.getAttribute(name), base) ?? "");
    }
  }
  for (const image of body.querySelectorAll("img")) {
    image.loading = "lazy";
    image.decoding = "async";
  }
  for (const link of body.querySelectorAll("a")) link.rel = "noopener";
  return body.innerHTML;
};

const words = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

export const absolute = (address, base) => {
  if (!address || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
};

const wordpress = (post, base) => {
  const embedded = post._embedded ?? {};
  const media = embedded["wp:featuredmedia"]?.[0];
  const url = absolute(post.link, base);
  const comments = post._links?.replies?.[0]?.href;
  return {
    headline: words(post.title.rendered),
    sections: (embedded["wp:term"] ?? [])
      .flat()
      .filter((term) => term.taxonomy === "category")
      .map((term) => words(term.name)),
    byline: (embedded.author ?? []).map((author) => author.name).join(", "),
    date: post.date,
    url,
    lead: media && {
      src: absolute(media.source_url, base),
      alt: media.alt_text,
      width: media.media_details?.width,
      height: media.media_details?.height,
      html: clean(media.caption?.rendered ?? "", base),
    },
    html: clean(post.content.rendered, base),
    follow: [],
    comments: post.comment_status === "open" && comments ? absolute(comments, base) : undefined,
  };
};

const ownDocument = (story, base) => ({
  headline: story.headline,
  kicker: story.kicker,
  standfirst: story.standfirst,
  sections: story.sections ?? [],
  byline: story.byline ?? (story.authors ?? []).map((author) => author.name ?? author).join(", "),
  date: story.date_published,
  language: story.language,
  direction: story.direction,
  url: absolute(story.canonical_url, base),
  lead: story.lead_image && { ...story.lead_image, src: absolute(story.lead_image.src, base) },
  body: story.body ?? [],
  base,
  publisher: story.source?.name,
  credit: story.source?.credit_line,
  rights: story.copyright_notice,
  follow: (story.follow ?? []).map(({ label, url }) => ({ label, url: absolute(url, base) })),
  comments: story.comments?.status === "open" ? absolute(story.comments.endpoint, base) : undefined,
});

export const readArticle = (json, base) => {
  if (typeof json?.schema === "string" && json.schema.startsWith("article-embed/")) {
    return ownDocument(json, base);
  }
  if (json?.content?.rendered && json.title) return wordpress(json, base);
  throw new TypeError("neither a WordPress post nor an article document");
};

export const cleanComment = (html, base) => clean(html, base);
