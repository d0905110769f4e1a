// A story in a page of its own, which partners show in a frame. The page says by an attribute of its root that it is
// one.

const isPage = () => document.documentElement.dataset.articleEmbed === "page";

// What the address of such a page may say of the look: the partner writes it where it has no tag to write it on.
export const heedAddress = (host) => {
  if (!isPage()) return;
  const said = new URLSearchParams(location.search);
  for (const name of ["theme", "lang"]) {
    const value = said.get(name);
    if (value) host.setAttribute(name, value);
  }
  // The ground of the page goes on where the story ends.
  const theme = said.get("theme");
  if (/^(light|dark)$/.test(theme)) document.documentElement.style.colorScheme = theme;
};

// Tells the page around the frame how high the story is, now and whenever that changes, until the signal. A height is
// no secret, and whose page it is nobody can tell, so it is told to any.
export const tellHeight = (signal) => {
  if (!isPage() || parent === window) return;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    parent.postMessage({ type: "article-embed-height", height }, "*");
  });
  observer.observe(document.body);
  signal.addEventListener("abort", () => observer.disconnect());
};
