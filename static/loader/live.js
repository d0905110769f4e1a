// The embeds that stand in a page, and what happens to all of them.

// By their elements.
export const live = new Map();

// What has failed is tried again: the network is back, or a file has come after all.
export const resume = () => live.forEach((embed) => embed.resume());

export const listen = () => {
  addEventListener("online", resume);
  document.addEventListener("selectionchange", () => {
    for (const [{ shadowRoot }, embed] of live) {
      // Chromium tells only the root what is selected in it.
      const { type, anchorNode } = shadowRoot.getSelection?.() ?? getSelection();
      if (type === "Range" && shadowRoot.contains(anchorNode)) embed.approach();
    }
  });
};
