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

// Of a story that the embed shows.
async function problems(article, allowed) {
  const found = [];
  const known = names();
  const embed = ArticleEmbed.mount(document.body, { article, comments: "auto" });
  const root = embed.element.shadowRoot;
  // The comments' place comes last.
  const shown = await until(() => root.querySelector("[data-place=comments], .failure"));
  if (!shown?.matches("[data-place]")) found.push(`no story: ${root.textContent}`);
  root.querySelector(".comments")?.scrollIntoView();
  if (!(await until(() => root.querySelector(".comment")))) found.push("no comment");

  found.push(...within(root, allowed), ...around(known));
  if (document.querySelectorAll("body > :not(article-embed)").length) found.push("new elements");
  embed.unmount();
  return found;
}

// Of a story that somebody has written as HTML for a shadow root.
async function problemsOfHtml(html, allowed) {
  const known = names();
  const host = document.createElement("section");
  const root = host.attachShadow({ mode: "open" });
  document.body.append(host);
  root.setHTMLUnsafe(html);
  const found = root.querySelector(".story") ? [] : ["no story"];
  const pictures = [...root.querySelectorAll("img")].filter(({ loading }) => loading !== "lazy");
  // What begins by itself has begun then.
  await until(() => pictures.every(({ complete }) => complete));
  found.push(...within(root, allowed), ...around(known));
  host.remove();
  if (document.querySelectorAll("body > :not(article-embed)").length) found.push("new elements");
  return found;
}

// What stands in a story that may not.
function within(root, allowed) {
  const found = [];
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
  return found;
}

// What has happened to the page.
function around(known) {
  const found = [];
  found.push(...harm.splice(0), ...recorded.errors.splice(0));
  for (const name of names()) if (!known.has(name)) found.push(`new in the page: ${name}`);
  if ({}.polluted) found.push("every object has new members");
  return found;
}
