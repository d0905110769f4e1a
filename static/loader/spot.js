// Where the story of a tag stands: in the element that the tag names, else beside the tag, and for a tag in the
// head where the body begins.

export const isInHead = (tag) => document.head?.contains(tag);

// The element that the tag names, in its own tree or in the page's.
export const containerOf = (tag) => {
  const { target } = tag.dataset;
  try {
    return target && (tag.getRootNode().querySelector(target) ?? document.querySelector(target));
  } catch {}
};

export const put = (element, tag) => {
  let parent = containerOf(tag);
  let next = null;
  if (!parent && isInHead(tag)) {
    parent = document.body;
    // Tags in the head keep their order.
    for (next = parent.firstChild; next?.tag && isInHead(next.tag); ) next = next.nextSibling;
  } else if (!parent) [parent, next] = [tag.parentNode, tag.nextSibling];
  parent?.insertBefore(element, next);
};
