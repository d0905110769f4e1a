// The request for a story, which begins before there is anything that could read it.

import { fetched } from "./link.js";
import { unreachable } from "./told.js";

// The address of a story, of which an attribute or a rendered story tells; nothing where that is none.
export const addressOf = (source, host) => {
  try {
    const { href, protocol } = fetched(source, host);
    if (source && /^https?:$/.test(protocol)) return href;
  } catch {}
  return "";
};

// A server's answer with its text, or why there is none; `cache` is as for `fetch`.
export const ask = async (address, cache = "default") => {
  const reason = "the attribute “article” is missing or is no address";
  if (!address) return { problem: "no-article", reason };
  if (!navigator.onLine) return { problem: "offline", reason: "the browser is offline" };
  let signal;
  try {
    signal = AbortSignal.timeout(15000);
    const answer = await fetch(address, { signal, cache });
    const { url, status, ok } = answer;
    return { url: url || address, status, ok, text: await answer.text() };
  } catch (error) {
    // Not all browsers call the error by its name.
    if (signal?.aborted) return { problem: "timed-out", reason: "no answer within 15 seconds" };
    return { problem: "unreachable", reason: unreachable(error) };
  }
};
