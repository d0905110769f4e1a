// Holds HTML that was written elsewhere against what the embed shows of the same story.

// Shows stories, and says of each where it is another one than its HTML; null where it is the same.
async function differences(cases) {
  const shown = cases.map(({ options }) => {
    const { element, unmount } = ArticleEmbed.mount(document.body, { ...options, loading: "eager" });
    const step = new Promise((resolve) => {
      for (const step of ["ready", "error"])
        element.addEventListener(`article-embed-${step}`, () => resolve(step), { once: true });
      setTimeout(resolve, 9000, "nothing");
    });
    return { element, unmount, step };
  });
  const found = [];
  for (const [index, { html }] of cases.entries()) {
    const { element, unmount, step } = shown[index];
    const came = await step;
    found.push(came === "nothing" ? "nothing came" : difference(element.shadowRoot, html));
    unmount();
  }
  return found;
}

function difference(root, html) {
  const story = root.querySelector("[data-context]");
  if (html === null) return story ? "there is a story" : null;
  if (!story) return `no story: ${root.textContent}`;
  const live = story.parentElement.cloneNode(true);
  // Pictures of made-up stories do not come, which the loader marks.
  for (const picture of live.querySelectorAll("[data-missing]")) delete picture.dataset.missing;
  // A parser makes one text of texts that stand side by side.
  live.normalize();
  const parsed = new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html").body;
  const count = Math.max(live.childNodes.length, parsed.childNodes.length);
  for (let index = 0; index < count; index++) {
    const [ours, theirs] = [live, parsed].map((parent) => parent.childNodes[index] ?? null);
    if (ours && theirs && ours.isEqualNode(theirs)) continue;
    return first(live.innerHTML, parsed.innerHTML);
  }
  return null;
}

// The first place where two texts differ.
function first(shown, written) {
  let place = 0;
  while (place < shown.length && shown[place] === written[place]) place++;
  const around = (text) => text.slice(Math.max(place - 60, 0), place + 60);
  return `shown:   ${around(shown)}\nwritten: ${around(written)}`;
}
