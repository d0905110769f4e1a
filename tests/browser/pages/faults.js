// What a reader sees while files do not come as they should, and what the console is told.
const faults = {
  lines: [],
  told: [],
  waiting: [],

  // Ends all long waits.
  strike() {
    for (const end of this.waiting.splice(0)) end();
  },

  hosts: () => [...document.querySelectorAll("article-embed")],

  // What stands in an embed, or null as long as something is still on its way.
  sees({ shadowRoot: root }) {
    const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
    if (root.querySelector("p.failure")) return "a line with the link";
    const reason = root.querySelector("div.failure > p");
    if (reason) return `“${words(reason)}”`;
    const story = root.querySelector("[data-context]");
    const comments = root.querySelector("[data-place=comments]");
    if (!story || !comments) return null;
    const isDown = comments.matches("[data-failed]");
    if (!isDown && !comments.querySelector("form")) return null;
    const { interface: language } = JSON.parse(story.dataset.context);
    const link = isDown ? ", a link in place of the comments" : "";
    return `the story${link}${language === faults.language ? "" : ", in English"}`;
  },

  // The same for all embeds.
  seen() {
    const seen = this.hosts().map(this.sees);
    return seen.length > 0 && seen.every(Boolean) && seen;
  },

  // Presses the button that is there for what did not come; false where there is none.
  press(index) {
    const buttons = this.hosts()[index].shadowRoot.querySelectorAll("[data-action=retry]");
    const button = [...buttons].find((button) => button.checkVisibility());
    button?.click();
    return Boolean(button);
  },
};

{
  const wait = window.setTimeout;
  window.setTimeout = (next, milliseconds, ...rest) =>
    milliseconds >= 10000 ? -faults.waiting.push(next) : wait(next, milliseconds, ...rest);
  AbortSignal.timeout = () => {
    const controller = new AbortController();
    const end = () => controller.abort(new DOMException("", "TimeoutError"));
    faults.waiting.push(end);
    return controller.signal;
  };
  const { error } = console;
  console.error = (...all) => {
    faults.lines.push(String(all[0]));
    error.apply(console, all);
  };
  document.addEventListener("article-embed-error", ({ target, detail }) =>
    faults.told.push([faults.hosts().indexOf(target), detail.code]),
  );
}
