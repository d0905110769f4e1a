// Links of a story that lead to a place in it: they move within the partner's page, and take the focus along.

// Follows a click on such a link; without the place it leads to the publisher's page.
export const jump = (root, event) => {
  const { button, ctrlKey, metaKey, shiftKey, altKey, target } = event;
  const number = target.closest?.("[data-jump]")?.dataset.jump;
  const place = number && root.querySelector(`[data-anchor="${number}"]`);
  // The reader wants it in another window.
  if (!place || button || ctrlKey || metaKey || shiftKey || altKey) return;
  event.preventDefault();
  for (let closed = place; (closed = closed.closest("details:not([open])")); ) closed.open = true;
  // What is read out there: the link that led away from it, or the words that it stands in.
  const block = place.closest("a") ?? place.parentElement;
  if (block.tabIndex < 0) block.tabIndex = -1;
  block.focus({ preventScroll: true });
  // In the middle, where no bar of the page covers it.
  block.scrollIntoView({ block: "center" });
};
