// The embeds that stand in a page, and what happens to all of them.

import { containerOf, put } from "./spot.js";

// By their elements.
export const live = new Map();

// What has failed is tried again: the network is back, or a file has come after all.
export const resume = () => live.forEach((embed) => embed.resume());

export const listen = () => {
  addEventListener("online", resume);
  // Turbo would take it away, since the server's page has no such element, and may leave it elsewhere.
  addEventListener("turbo:before-morph-element", (event) => {
    if (live.has(event.target) && !event.detail.newElement) event.preventDefault();
  });
  addEventListener("turbo:morph", () => {
    for (const [host] of live) if (host.tag?.isConnected && !containerOf(host.tag)) put(host, host.tag);
  });
  document.addEventListener("selectionchange", () => {
    for (const [{ shadowRoot }, embed] of live) {
      // Chromium tells only the root what is selected in it.
      const { type, anchorNode } = shadowRoot.getSelection?.() ?? getSelection();
      if (type === "Range" && shadowRoot.contains(anchorNode)) embed.approach();
    }
  });
};
