// What is known of the reader.

export const saves = () => navigator.connection?.saveData;
export const near = (rootMargin, next) =>
  new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && next(),
    { rootMargin },
  );

// Whether the reader has selected something within a shadow root.
export const isSelecting = (root) => {
  // Chromium tells only the root what is selected in it.
  const { type, anchorNode } = root.getSelection?.() ?? getSelection();
  return type === "Range" && root.contains(anchorNode);
};
