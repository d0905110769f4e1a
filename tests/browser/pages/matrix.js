// Embeds with options of all kinds, and what the console is told of each.
const same = (one, other) => {
  if (Object(one) !== one || Object(other) !== other) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]))
  );
};

const matrix = {
  lines: new Map(),
  hosts: [],

  // Puts embeds on the page by tags with these attributes.
  place(source, cases) {
    const tags = cases.map((attributes) => {
      const tag = document.createElement("script");
      for (const [name, value] of attributes) tag.setAttribute(`data-${name}`, value);
      // It is placed by the loader, and runs nothing itself.
      tag.type = "text/rewritten";
      tag.src = source;
      const place = document.createElement("div");
      place.append(tag);
      others.append(place);
      return tag;
    });
    ArticleEmbed.scan(others);
    this.hosts = tags.map(({ nextElementSibling }) => nextElementSibling);
  },

  set(cases) {
    for (const [index, attributes] of cases.entries())
      for (const [name, value] of attributes)
        if (value === null) this.hosts[index].removeAttribute(name);
        else this.hosts[index].setAttribute(name, value);
  },

  // What stands in an embed: the story's context, or why there is no story.
  stands(host) {
    const root = host?.shadowRoot;
    // The comments' place comes last.
    const isWhole = root?.querySelector("[data-place=comments]");
    const story = isWhole && root.querySelector("[data-context]");
    const failure = root?.querySelector(".failure");
    const context = story ? JSON.parse(story.dataset.context) : null;
    const headline = root?.querySelector(".headline");
    return {
      context,
      level: headline ? Number(headline.localName.slice(1)) : null,
      text: root?.querySelector(".text")?.textContent ?? null,
      shares: root
        ? [...root.querySelectorAll(".share-button[data-target]")].map(({ dataset }) => dataset.target)
        : [],
      colours: host ? getComputedStyle(host).colorScheme : null,
      failure: failure?.textContent ?? null,
    };
  },

  told(host) {
    return this.lines.get(host) ?? [];
  },

  // Waits until each embed shows the story in this context, or says that there is none, and the console
  // has been told of as many mistakes; and tells what stands then. What has not come by the end is told as
  // it is.
  async until(contexts, mistakes) {
    const isThere = (host, index) => {
      if (this.told(host).length < mistakes[index]) return false;
      const { context, failure } = this.stands(host);
      return contexts[index] ? same(context, contexts[index]) : failure !== null;
    };
    const end = performance.now() + 8000;
    while (performance.now() < end && !this.hosts.every(isThere))
      await new Promise((next) => setTimeout(next, 30));
    return this.hosts.map((host) => [this.stands(host), this.told(host)]);
  },
};

{
  const { error } = console;
  console.error = (...all) => {
    const [line, host] = all;
    const lines = matrix.lines.get(host) ?? [];
    lines.push(String(line).replace("article-embed: ", ""));
    matrix.lines.set(host, lines);
    error.apply(console, all);
  };
}
