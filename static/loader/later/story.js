// What `render` is told: the server's answer, and the visit.

import { addressOf } from "../asking.js";
import { storyIn } from "../rendered.js";
import { hasSheet } from "../sheet.js";
import { suspectAll } from "./names.js";

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

// What there is of a story in an answer: its JSON, or what is wrong with it.
export const storyOf = ({ text, ...came }) => {
  if (came.problem) return came;
  if (!text.trim()) return { ...came, flaw: "empty" };
  try {
    return { ...came, json: parse(text) };
  } catch ({ message }) {
    return { ...came, flaw: "not-json", reason: message };
  }
};

// The address of the JSON that an answer in HTML names, on its own server: nobody vouches for more of it.
export const jsonOf = ({ ok, url, text }, host) => {
  const context = ok && storyIn(text)?.context;
  const address = context?.article && addressOf(context.article, host);
  return address && new URL(address).origin === new URL(url).origin ? address : undefined;
};

// What `render` is told of the page, the reader and the element.
// A tag that names a fragment need not say which story of a feed it was made from.
export const visit = (host, { item } = {}) => {
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
    attributes: {
      ...(item && { item }),
      ...Object.fromEntries([...host.attributes].map(({ name, value }) => [name, value])),
    },
  };
};
