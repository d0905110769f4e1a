// Where this file is, and which tags are its own.

export const tags = (root) => [...root.querySelectorAll("script[data-article][src]")];
export const folder = (address) => new URL(".", address).href;
export const isLoader = (tag) => /\/embed\.js\b/.test(tag.src);

// Null in modules and under script rewriters; and a page's own markup can hide it. Then a stack
// names this file, unless it runs from a text, and then it is some tag's.
const current = document.currentScript;
export const own = current instanceof HTMLScriptElement && current.src ? current : undefined;
const named = /https?:\S*\/embed\.js/.exec(new Error().stack)?.[0];
export const source = own?.src || named || tags(document).find(isLoader)?.src || document.baseURI;
export const base = folder(source);
