// Puts an embed where a tag stands, once for each tag.

import { base, folder, isLoader, tags } from "./address.js";
import { create } from "./element.js";

const placed = new WeakSet();
const place = (tag) => {
  if (placed.has(tag) || !tag.isConnected || tag.dataset.article == null) return;
  const { target, ...values } = tag.dataset;
  let container;
  try {
    container = target && document.querySelector(target);
  } catch {}
  if (target && !container && document.readyState === "loading") {
    // The place may stand further down.
    document.addEventListener("DOMContentLoaded", () => place(tag));
    return;
  }
  placed.add(tag);
  // A copy of the page, as browsers and frameworks keep them, has the element already.
  const beside = container ? container.lastElementChild : tag.nextElementSibling;
  if (beside?.article === values.article && !beside.tag) {
    beside.tag = tag;
    return;
  }
  const element = create(values);
  element.tag = tag;
  if (container) {
    container.append(element);
    return;
  }
  const isInHead = document.head.contains(tag);
  if (target || isInHead) console.error("article-embed: no place for the story", target, tag);
  if (!isInHead) tag.after(element);
};

export const scan = (root = document) => {
  if (root instanceof HTMLScriptElement) place(root);
  else tags(root).filter((tag) => isLoader(tag) && folder(tag.src) === base).forEach(place);
};
