// HTML for the programs: parsed, and gone through.

import { documentOf } from "../html.js";

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
