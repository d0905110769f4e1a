// The embeds that stand in a page, and what happens to all of them.

import { isSelecting } from "./reader.js";

// By their elements.
export const live = new Map();

// What has failed is tried again: the network is back, or a file has come after all.
export const resume = () => live.forEach((embed) => embed.resume());

export const listen = () => {
  addEventListener("online", resume);
  document.addEventListener("selectionchange", () => {
    for (const [{ shadowRoot }, embed] of live) if (isSelecting(shadowRoot)) embed.approach();
  });
};
