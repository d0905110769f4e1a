// HTML, parsed into a document that nothing runs in.

// All words of an HTML text that can be names of attributes, but for listeners.
const attributesIn = (html) => {
  const words = new Set(html.toLowerCase().match(/[^\s"'<>/=]+/g));
  return [...words].filter((word) => !word.startsWith("on"));
};

// A name of a policy can be taken once on pages with Trusted Types. Without one, newer browsers can still
// parse by `Document.parseHTML`, which leaves out what could run script, and frames. It is given the names of
// all attributes to keep, since Chromium 156 ends the page at some of those that it is to find out by itself.
let policy;
export const documentOf = (html) => {
  try {
    policy ??= window.trustedTypes?.createPolicy("article-embed", { createHTML: String }) ?? false;
  } catch {
    policy = false;
  }
  try {
    return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
  } catch {}
  try {
    return Document.parseHTML(html, { sanitizer: { attributes: attributesIn(html) } });
  } catch {}
};
