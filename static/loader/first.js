// What is seen first in one element: the space that is kept for the story, and the story itself where it has been
// rendered before. The rest of the loader comes while the server answers, and takes over from here.

import { addressOf, ask } from "./asking.js";
import { restScript, style } from "./build.js";
import { followPage } from "./colours.js";
import { placeOf, which } from "./element_state.js";
import { showFailure } from "./failure.js";
import { setLevels } from "./headings.js";
import { linkOf } from "./link.js";
import { once } from "./once.js";
import { heedAddress, tellHeight } from "./page.js";
import { near, saves } from "./reader.js";
import { askForRender } from "./render_file.js";
import { contextOf, fit, fragmentOf, isFragment, levelOf } from "./rendered.js";
import { runScript } from "./script.js";
import { require } from "./shared.js";
import { complain, emit, emitError } from "./told.js";
import { frame } from "./waiting.js";

// The rest of the loader, for all embeds: what begins the second half of one.
const bringRest = once(async () => {
  const { default: run } = await runScript(restScript);
  return new Promise((give) => run(require, give));
});

export const embedIn = (host, view) => {
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  const listening = new AbortController();
  const { signal } = listening;
  let reader;
  // The rest, when it is there; and whether it is on its way.
  let embed, isComing;
  let hasBegun;
  // Where the story is asked for.
  let address;
  // A declarative shadow root in the page has the story already.
  const isThere = contextOf(root);
  const isLazy = !isThere && (host.loading === "lazy" || (host.loading !== "eager" && saves()));
  // What takes longest is asked for first.
  if (!isThere && !isLazy && !isFragment(host.article)) askForRender();
  // What the rest is given: besides what is set below, the answer to the first question, and what a rendered story tells.
  const first = {
    root,
    signal,
    // The buttons that were pressed before there was anything to press them for, with their places.
    pressed: new Map(),
  };
  // A tag has said everything.
  const isTold = host.tag && !isThere && !isLazy;
  if (isTold) askForStory();

  heedAddress(host);
  tellHeight(signal);
  // A sheet belongs to one document.
  const sheet = new view.CSSStyleSheet();
  // The style of a story in the page stands before this one in the cascade, and is all that it needs.
  sheet.replaceSync(root.querySelector("style")?.sheet ? ":host{}" : style);
  root.adoptedStyleSheets = [sheet];
  first.lookAtPage = followPage(host, view, sheet.cssRules[0], signal);
  if (!isThere) {
    const placeholder = document.createElement("div");
    placeholder.className = "placeholder";
    // For those who do not see the placeholder.
    const loading = document.createElement("p");
    Object.assign(loading, { className: "loading", role: "status", lang: "en" });
    loading.textContent = "Loading the story";
    placeholder.append(loading);
    root.replaceChildren(placeholder);
  }
  root.addEventListener("click", press, { signal });
  if (isThere || isTold) begin();
  else if (isLazy) {
    reader = near("800px", begin);
    reader.observe(host);
  }
  // Who made the element may set its attributes only now.
  else queueMicrotask(begin);
  return {
    moved: () => (embed ? embed.moved() : first.lookAtPage()),
    resume: () => (embed ? embed.resume() : hasBegun && bring()),
    approach: () => embed?.approach(),
    hear: (tellPage) => embed?.hear(tellPage),
    end() {
      listening.abort();
      reader?.disconnect();
      embed?.end();
      root.replaceChildren();
    },
  };

  function askForStory() {
    first.wanted = which(host);
    address = addressOf(host.article, host);
    first.asked = ask(address).then(take);
  }

  function begin() {
    if (hasBegun || signal.aborted) return;
    hasBegun = true;
    reader?.disconnect();
    if (isThere) {
      first.wanted = which(host);
      show();
    } else {
      if (!first.asked) askForStory();
      emit(host, "loading", { url: address });
    }
    // A story that is rendered is seen before anything else comes.
    if (isThere) frame().then(bring);
    else if (isFragment(host.article)) first.asked.then((left) => (left ? bring() : frame().then(bring)));
    else bring();
  }

  // Shows an answer that is the story, and leaves others to the rest.
  function take(came) {
    first.text = came.text;
    const fragment = fragmentOf(came);
    const isWanted = first.wanted === which(host) && !embed && !signal.aborted;
    if (fragment && isWanted) show(fragment.elements);
    else return came;
  }

  // Shows a story that was rendered before: what has come, or what stands in the page already.
  function show(elements) {
    first.sheets = fit(elements ?? root, root, view);
    if (elements) root.replaceChildren(elements);
    const context = contextOf(root);
    first.rendered = context;
    first.isDeclared = !elements;
    setLevels(root, levelOf(host, context));
    first.lookAtPage();
    emit(host, "ready", { headline: context.headline, url: context.url ?? "" });
  }

  async function bring() {
    if (isComing || embed) return;
    isComing = true;
    try {
      const beginRest = await bringRest();
      if (!signal.aborted) embed = beginRest(host, view, first);
    } catch (cause) {
      if (!signal.aborted) fail(cause);
    }
    isComing = false;
  }

  // Without the rest there is no story but one that stands, and no comments.
  function fail(cause) {
    first.hasFailed = true;
    for (const [button] of first.pressed) button.removeAttribute("aria-busy");
    first.pressed.clear();
    first.jump?.click();
    if (first.rendered) root.querySelector("[data-place=comments]")?.toggleAttribute("data-failed", true);
    else showFailure(root, host);
    const message = `the program does not run: ${cause}`;
    complain(message, host);
    emitError(host, "program", message, linkOf(host)?.href ?? "");
  }

  function press(event) {
    const link = host.links === "new-tab" && event.target.closest?.("a[href]:not([data-jump])");
    if (link) link.target = "_blank";
    const button = event.target.closest?.("[data-action], [data-target], [data-jump]");
    if (embed || !button) return;
    if (button.dataset.jump) {
      // The rest moves the reader within the page; a link for another window is the browser's.
      if (first.hasFailed || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      first.jump = button;
      bring();
      return;
    }
    if (button.href) {
      const { target } = button.dataset;
      if (target) emit(host, "share", { target });
      return;
    }
    button.setAttribute("aria-busy", "true");
    first.pressed.set(button, placeOf(root, event));
    bring();
  }
};
