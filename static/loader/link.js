// Addresses: of what is fetched, and of the story's own page.

// An address that is fetched. A page that came over https may fetch over nothing else but from this machine, which is
// told by `render`.
export const fetched = (address, host) => {
  const url = new URL(address, host.baseURI);
  const isHere = /(^|\.)localhost$|^127\.|^\[::1/.test(url.hostname);
  if (/^https:/.test(host.baseURI) && url.protocol === "http:" && !isHere) url.protocol = "https:";
  return url;
};

// The story's own page, as far as the loader knows it: an attribute, a link inside, or one in the <noscript>
// beside the tag, which is text to a browser that runs scripts.

export const urlOf = (host) => {
  let next = host.tag?.nextElementSibling;
  if (next === host) next = host.nextElementSibling;
  const found = next?.matches("noscript") && /href=["']?([^"'\s>]+)/i.exec(next.textContent);
  return (
    host.url ||
    host.querySelector("a[href]")?.href ||
    (found && found[1].replace(/&(amp|#0*38);/g, "&"))
  );
};

export const linkOf = (host) => {
  const link = document.createElement("a");
  const address = urlOf(host);
  if (address) link.href = address;
  return link.hostname && /^http/.test(link.protocol) ? link : undefined;
};
