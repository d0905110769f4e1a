// Elements that the page's parser has begun and not yet ended.

// Whether the parser may still put something into an element: nothing follows on it in the page.
export const isBeingParsed = (element) => {
  if (document.readyState !== "loading") return false;
  for (let node = element; node; node = node.parentNode ?? node.host)
    if (node.nextSibling) return false;
  return true;
};

// Calls back once it is past the element. A parser gives an element a declarative shadow root only where there is none
// yet.
export const whenParsed = (element, next) => {
  const look = () => {
    if (isBeingParsed(element)) return;
    observer.disconnect();
    document.removeEventListener("readystatechange", look);
    next();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("readystatechange", look);
};
