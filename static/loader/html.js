// HTML for the programs: parsed, and gone through.

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

// A parsed document, as programs go through it: what is parsed never gets into a page. A `TreeWalker` moves by
// the tree's real structure; a form's named fields could hide its own properties, so they are asked of the
// prototype.
export const parse = (html) => {
  const parsed = documentOf(html);
  // Elements and texts. What is parsed can hide its document's own properties, so nothing is asked of that.
  const walker = parsed && Document.prototype.createTreeWalker.call(parsed, parsed, 5);
  return (
    walker?.firstChild() && {
      node() {
        const node = walker.currentNode;
        if (node instanceof Text) return `#${node.data}`;
        const { getAttribute, getAttributeNames } = Element.prototype;
        // Looking one up goes through all of them.
        const attributes = getAttributeNames
          .call(node)
          .slice(0, 99)
          .flatMap((name) => [name, getAttribute.call(node, name)]);
        return [node instanceof HTMLFormElement ? "form" : node.localName, ...attributes].join("\0");
      },
      go: (to) => !!walker[["firstChild", "nextSibling", "parentNode"][to]](),
    }
  );
};
