// Counting for the publisher who asks for it, once for each page: docs/counting.md says what is sent.

import { fetched } from "../link.js";
import { contextOf } from "../rendered.js";

const counted = new Set();
const count = (host, story, event) => {
  if (!host.count) return;
  let url;
  try {
    url = fetched(host.count, host);
  } catch {
    return;
  }
  url.search += `${url.search ? "&" : "?"}story=${encodeURIComponent(story)}&event=${event}`;
  if (counted.has(url.href) || !/^http/.test(url.protocol)) return;
  counted.add(url.href);
  const [method, mode, credentials, referrerPolicy] = ["POST", "no-cors", "omit", "no-referrer"];
  const how = { method, mode, credentials, referrerPolicy, keepalive: true };
  // A page's own `fetch` may throw at once.
  (async () => fetch(url, how))().catch(() => {});
};

// Watches whether a story is shown, and read to its end. A paragraph takes two seconds at least.
export const watchReading = (host, root) => {
  const { url, article, blocks } = contextOf(root);
  const end = root.querySelector("[data-place=end]");
  let isAtEnd, isTimeOver, timer;
  const finish = () => isAtEnd && isTimeOver && count(host, url ?? article, "read");
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (target === end) isAtEnd = isIntersecting;
      else if (isIntersecting && !timer) {
        count(host, url ?? article, "shown");
        timer = setTimeout(() => finish((isTimeOver = true)), blocks * 2000);
      }
    }
    finish();
  });
  // https://www.w3.org/TR/gpc/
  if (host.count && blocks && !navigator.globalPrivacyControl) {
    observer.observe(root.querySelector("[data-context]"));
    observer.observe(end);
  }
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
};
