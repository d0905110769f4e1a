// Runs on a page that is checked: waits until it shows the whole story, every share target and the
// comments, or until there is no more hope, and reports what it has found.
(story, report) => {
  if (window !== top || !location.pathname.startsWith(story.pages)) return;
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const roots = () => {
    const place = document.getElementById("place");
    const inside = [...(place?.querySelectorAll("*") ?? [])];
    return [place, ...inside.map((element) => element.shadowRoot)].filter(Boolean);
  };
  const all = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
  const look = () => ({
    headlines: all("h1, h2, h3, h4, h5, h6").filter((one) => plain(one.textContent) === story.headline).length,
    paragraphs: all("p").filter((one) => story.paragraphs.includes(plain(one.textContent))).length,
    targets: [...new Set(all("[data-target]").map((one) => one.dataset.target))].sort(),
    hasComments: all("p").some((one) => plain(one.textContent) === story.comment),
  });
  const begin = performance.now();
  const isWhole = ({ headlines, paragraphs, targets, hasComments }) =>
    headlines === 1 &&
    paragraphs === story.paragraphs.length &&
    (!story.hasComments || (hasComments && targets.length > 0));
  const wait = () => {
    // Comments come when the reader is near.
    scrollTo(0, document.documentElement?.scrollHeight ?? 0);
    const found = look();
    if (isWhole(found) || performance.now() - begin > 15000) report(found);
    else setTimeout(wait, 100);
  };
  setTimeout(wait, 100);
}
