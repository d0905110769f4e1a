// Puts an embed where a tag stands, once for each tag.

import { base, folder, isLoader, own, source, tags } from "./address.js";
import { create } from "./element.js";
import { options } from "./options.js";
import { containerOf, isInHead, put } from "./spot.js";
import { complain, tell } from "./told.js";

const placed = new WeakSet();
const place = (tag) => {
  const { article, target, ...given } = tag.dataset;
  if (placed.has(tag) || !tag.isConnected || article == null) return;
  const container = containerOf(tag);
  const isAtTop = !container && isInHead(tag);
  if (target && !container && document.readyState === "loading") {
    // The place may stand further down.
    document.addEventListener("DOMContentLoaded", () => place(tag));
    return;
  }
  if (isAtTop && !document.body) {
    const waiting = new MutationObserver(() => {
      if (!document.body) return;
      waiting.disconnect();
      place(tag);
    });
    waiting.observe(document.documentElement, { childList: true });
    return;
  }
  placed.add(tag);
  // A copy of the page, as browsers and frameworks keep them, has the element already.
  const beside = (
    isAtTop
      ? [...document.body.children]
      : [container ? container.lastElementChild : tag.nextElementSibling]
  ).find((other) => other?.article === article && !other.tag);
  if (beside) {
    beside.tag = tag;
    return;
  }
  const values = { article };
  for (const [name, value] of Object.entries(given)) {
    if (options.includes(name) || name === "lang") values[name] = value;
  }
  const element = create(values);
  element.tag = tag;
  if (target && !container) tell(`no place for the story: ${target}`, tag);
  put(element, tag);
};

const isScript = ({ type }) => /^$|^module$|javascript$/.test(type);

// Whether this loader is to serve a tag that may not have run it: under script rewriters, from a bundle, or out of a
// text. A tag that waits for the reader's consent is plain text until she has given it.
const isServed = (tag) => {
  if (tag.type === "text/plain") return false;
  if (isLoader(tag)) return folder(tag.src) === base;
  return !own && isScript(tag) && (!tag.src || tag.src.replace(/[?#].*/, "") === source);
};

export const scan = (root = document) => {
  if (root instanceof HTMLScriptElement) return place(root);
  for (const tag of tags(root)) {
    if (isServed(tag)) place(tag);
    else if (!own && !isLoader(tag) && isScript(tag))
      complain("this tag names a story, and its file is not embed.js", tag, tag);
  }
};
