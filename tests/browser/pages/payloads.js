// Shows one hostile story after the other and says what is not as it must be.
const harm = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = (...values) => harm.push(`${name}(${values})`);
}

const until = async (condition) => {
  const deadline = performance.now() + 5000;
  for (;;) {
    const value = condition();
    if (value) return value;
    if (performance.now() > deadline) return null;
    await new Promise(requestAnimationFrame);
  }
};

// What has come into being in the page itself; frames have numbers for names.
const names = () => new Set([...Object.getOwnPropertyNames(window), ...Object.keys(document)]);

async function problems(article, allowed) {
  const found = [];
  const known = names();
  const embed = ArticleEmbed.mount(document.body, { article, comments: "auto" });
  const root = embed.element.shadowRoot;
  const shown = await until(() => root.querySelector(".story, .failure"));
  if (!shown?.matches(".story")) found.push(`no story: ${root.textContent}`);
  root.querySelector(".comments")?.scrollIntoView();
  if (!(await until(() => root.querySelector(".comment")))) found.push("no comment");

  const files = new Set();
  for (const element of root.querySelectorAll("*")) {
    if (!allowed.elements.includes(element.localName)) found.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (!allowed.attributes.includes(name)) found.push(`${name}="${value}"`);
      const isName = name === "id" || name === "name";
      if (isName && !allowed.names.includes(value)) found.push(`${name}="${value}"`);
    }
    for (const address of [element.href, element.src, element.poster, element.action]) {
      if (typeof address !== "string" || !address) continue;
      if (!/^(https?|mailto|tel):/.test(address)) found.push(address);
      files.add(address);
    }
    for (const candidate of element.srcset?.split(/,\s+/) ?? []) files.add(candidate.split(" ")[0]);
    element.dispatchEvent(new Event("mouseover", { bubbles: true }));
    element.dispatchEvent(new Event("focus"));
  }
  // Requests may only be for pictures that the story shows.
  for (const { name, initiatorType } of performance.getEntriesByType("resource")) {
    const isOurs = new URL(name).hostname === "127.0.0.1";
    if (!isOurs && !(initiatorType === "img" && files.has(name))) found.push(`fetched ${name}`);
  }
  performance.clearResourceTimings();
  found.push(...harm.splice(0), ...recorded.errors.splice(0));
  for (const name of names()) if (!known.has(name)) found.push(`new in the page: ${name}`);
  if ({}.polluted) found.push("every object has new members");
  if (document.querySelectorAll("body > :not(article-embed)").length) found.push("new elements");
  embed.unmount();
  return found;
}
