// What `render` is told: the server's answer, and the visit.

import { fetched } from "./link.js";
import { suspect } from "./options.js";
import { fragmentIn, isTrusted } from "./rendered.js";
import { unreachable } from "./told.js";

// JSON, perhaps with a server's own words around it: warnings in front, a guard against scripts, comments
// behind. It begins at the first thing that looks like it, so that a part of an answer that was cut off is none;
// and a whole page is no answer, whatever is in its scripts.
const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const start = text.search(/\{\s*("[^"]*"\s*:|\})|\[\s*[[{"\]]/);
    let end = /^\s*<(!doctype|html)/i.test(text) ? 0 : text.length;
    for (let tries = 20; start >= 0 && end > start && tries--; ) {
      end = Math.max(text.lastIndexOf("}", end - 1), text.lastIndexOf("]", end - 1));
      try {
        return JSON.parse(text.slice(start, end + 1));
      } catch {}
    }
    throw error;
  }
};

// A server's answer, or why there is none. An answer that is HTML may be the story itself (`fragment`). From where
// nobody vouches for it, it only says where the story's JSON is, on the same server.
export const ask = async (address, host, again, isData) => {
  const reason = "the attribute “article” is missing or is no address";
  if (!address) return { problem: "no-article", reason };
  if (!navigator.onLine) return { problem: "offline", reason: "the browser is offline" };
  let signal;
  try {
    signal = AbortSignal.timeout(15000);
    const answer = await fetch(address, { signal, cache: again ? "reload" : "default" });
    const text = await answer.text();
    const came = { status: answer.status, url: answer.url || address };
    if (!text.trim()) return { ...came, flaw: "empty" };
    const fragment = answer.ok && !isData && /^\s*</.test(text) ? fragmentIn(text) : null;
    if (fragment && isTrusted(came.url)) return { ...came, fragment };
    const json = fragment?.context.article && fetched(fragment.context.article, host).href;
    if (json && new URL(json).origin === new URL(came.url).origin) return ask(json, host, again, true);
    try {
      return { ...came, json: parse(text) };
    } catch ({ message }) {
      return { ...came, flaw: "not-json", reason: message };
    }
  } catch (error) {
    // Not all browsers call the error by its name.
    if (signal?.aborted) return { problem: "timed-out", reason: "no answer within 15 seconds" };
    return { problem: "unreachable", reason: unreachable(error) };
  }
};

// Whether this page, which may be a frame without its page's leave, can open the device's share sheet.
const maySheetOpen = () => {
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  const feature = "web-share";
  // A browser refuses what it does not know of.
  return policy?.features?.().includes(feature) === false || policy?.allowsFeature(feature) !== false;
};

// Names the attributes of an element that are most likely meant otherwise.
export const suspectAll = (host) => {
  for (const { name } of host.attributes) suspect(name, host);
};

// Whether the device's share sheet can be opened.
export const hasSheet = () => !!navigator.share && maySheetOpen();

// What `render` is told of the page, the reader and the element.
export const visit = (host) => {
  let server;
  try {
    server = localStorage.getItem("article-embed/mastodon");
  } catch {}
  suspectAll(host);
  return {
    address: location.href,
    base: host.baseURI,
    languages: navigator.languages,
    sharing: hasSheet(),
    server,
    attributes: Object.fromEntries([...host.attributes].map(({ name, value }) => [name, value])),
  };
};
