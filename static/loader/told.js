// What the page and its console are told.

export const tell = (message, element) => console.error(`article-embed: ${message}`, element);

// Once for an element, or, without one, for the whole page.
const told = new WeakMap();
export const complain = (message, element, owner = document) => {
  const known = told.get(owner) ?? new Set();
  if (!known.has(message)) tell(message, element);
  told.set(owner, known.add(message));
};

export const emit = (element, step, detail) =>
  element.dispatchEvent(
    new CustomEvent(`article-embed-${step}`, { bubbles: true, composed: true, detail }),
  );

// A page may have replaced `fetch` by something that throws whatever it likes.
export const unreachable = (error) =>
  `the request failed; the server may be unreachable or may not allow this page's origin (CORS): ${error instanceof Error ? error.message : ""}`;

export const emitError = (host, code, message, url) =>
  emit(host, "error", { code, message, url });
