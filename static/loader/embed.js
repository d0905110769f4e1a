// What stands in one element, from when it comes to a page until it leaves it: the story, and what is shown in its
// place.

import { style } from "./build.js";
import { followPage } from "./colours.js";
import { watchReading } from "./counting.js";
import { setLevels } from "./headings.js";
import { islandsOf } from "./islands.js";
import { integrities, language } from "./languages.js";
import { jump } from "./jumps.js";
import { fetched, linkOf, urlOf } from "./link.js";
import { dress, render, sheetOf } from "./programs.js";
import { near, saves } from "./reader.js";
import { playWithoutTracks } from "./recordings.js";
import { contextOf, differs, elementsOf, isFragment, undress } from "./rendered.js";
import { ask, hasSheet, suspectAll, visit } from "./story.js";
import { textPlaceIn } from "./text_place.js";
import { complain, emit, emitError } from "./told.js";
import { frame, task, turn, wait } from "./waiting.js";

const BROKEN = "the program does not run: ";

export const embedIn = (host, view) => {
  // far (waits for the reader) → loading → painting → shown, or broken; at last gone.
  let phase = "far";
  // The program that serves it, and one that is on its way.
  let renderer, starting;
  // Which story it is to show, the request for it that counts, and what came of it.
  let wanted, request, answer;
  // The button that asked for the story again, and what the reader was in when it was replaced.
  let retry, leads;
  // What the story that stands tells of itself, and what the page is to be told of a drawing.
  let context, news;
  // The words may be another language's at the end of the drawing.
  let isTurning;
  // The loader's own element in the place of the story.
  let stand;
  // What the reader is in.
  let held;
  // The texts of its language have not come.
  let isMute;
  // The page's address when the story was drawn.
  let drawn;
  // The context of a story that was rendered before, and its style, as long as no program has drawn it anew.
  let rendered, sheets;
  // What is counted, and where; and what ends that.
  let countedTo, stopCounting;
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  const reader = near("800px", begin);
  const changes = new MutationObserver(changed);
  const place = textPlaceIn(root);
  const islands = islandsOf(host, root, view, isBeingDrawn, blameProgram);
  const contexts = new MutationObserver(islands.update);
  const listening = new AbortController();
  const { signal } = listening;

  // A declarative shadow root in the page has the story already.
  const isThere = contextOf(root);
  const isLazy = !isThere && (host.loading === "lazy" || (host.loading !== "eager" && saves()));
  // What takes longest is asked for first.
  if (!isThere && !isLazy && !isFragment(host.article)) render().catch(() => {});

  // A sheet belongs to one document.
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const lookAtPage = followPage(host, view, sheet.cssRules[0], signal);
  if (!isThere) {
    put("div", "placeholder");
    // For those who do not see the placeholder.
    const loading = document.createElement("p");
    Object.assign(loading, { className: "loading", role: "status", lang: "en" });
    loading.textContent = "Loading the story";
    stand.append(loading);
  }
  // `render` says by the context that something is otherwise now, perhaps after a language has come.
  contexts.observe(root, { subtree: true, attributeFilter: ["data-context"] });
  for (const type of ["pointerover", "touchstart", "focusin", "focusout", "click"])
    root.addEventListener(type, touched, { passive: true, signal });
  root.addEventListener("click", (event) => jump(root, event), { signal });
  root.addEventListener("error", playWithoutTracks, { capture: true, signal });
  if (isLazy) reader.observe(host);
  else if (isThere) begin();
  // Who made the element may set its attributes only now.
  else queueMicrotask(begin);
  return { moved, resume, approach: islands.approach, hear, end };

  function end() {
    phase = "gone";
    answer = null;
    for (const observer of [reader, changes, contexts]) observer.disconnect();
    listening.abort();
    islands.stop();
    renderer?.call("release", root);
    renderer?.embeds.delete(host);
    renderer = null;
    stopCounting?.();
    root.replaceChildren();
  }

  // --- The story ---

  function begin() {
    if (phase !== "far") return;
    phase = "loading";
    reader.disconnect();
    changes.observe(host, { attributes: true });
    if (isThere) {
      wanted = which();
      return adopt();
    }
    // The reader is told of a program that does not come before the story does.
    if (!isFragment(host.article)) drawing().catch(fail);
    load(false, host.article);
    // Texts that are likely to be wanted: their list comes before them.
    const languages = [host.lang, document.documentElement.lang, navigator.language];
    if (languages.some((tag) => tag && !/^en/i.test(tag)))
      integrities("index.json").catch(() => {});
  }

  async function drawing() {
    if (!renderer || renderer.trap) {
      starting ??= render().finally(() => (starting = null));
      renderer = await starting;
      // Is read while the story is on its way.
      sheetOf(renderer, view);
    }
    return renderer;
  }

  function which() {
    return [host.article, host.item, host.format].join("\n");
  }

  async function load(again, source) {
    let address = "";
    try {
      const { href, protocol } = fetched(source || "", host);
      if (source && /^https?:/.test(protocol)) address = href;
    } catch {}
    const mine = (request = {});
    wanted = which();
    if (phase === "broken") phase = "loading";
    emit(host, "loading", { url: address });
    const came = await ask(address, host, again);
    // Another may have been asked for, or the embed has ended.
    if (mine !== request || phase === "gone") return;
    if (came.fragment) return adopt(elementsOf(came.fragment));
    // A story that stands is not given up for an answer that is none.
    if (rendered && source === rendered.article && (came.problem || came.flaw || came.status >= 500))
      return complain(`${address}: ${came.problem ?? came.flaw ?? came.status}; the story stays as it was rendered`, host);
    answer = came;
    if (phase !== "broken") paint();
  }

  // Shows a story that was rendered before: what has come, or what stands in the page already.
  function adopt(content) {
    phase = "painting";
    answer = null;
    if (content) {
      leads ??= root.activeElement;
      place.reset();
      islands.release();
      root.replaceChildren(content);
    }
    shed();
    sheets = undress(root, view);
    context = rendered = contextOf(root);
    // It was drawn for any device.
    if (!hasSheet()) root.querySelector("[data-target=device]")?.closest("li").remove();
    drawn = location.href;
    lookAtPage();
    suspectAll(host);
    stands();
    emit(host, "ready", { headline: context.headline, url: context.url ?? "" });
    refit();
  }

  // Does to a story that was rendered before what the tag wants otherwise: the level of its headings at once, and all
  // else by drawing it anew.
  function refit() {
    const level = Number(host.headingLevel) || rendered.level;
    if (level !== context.level && level > 0 && level < 7) {
      context = { ...context, level };
      setLevels(root, level);
      root.querySelector("[data-context]").dataset.context = JSON.stringify(context);
    }
    if (differs(host, rendered)) load(false, rendered.article);
  }

  // Lets go of the style that came with a story.
  function shed() {
    if (sheets) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((own) => !sheets.includes(own));
    sheets = null;
  }

  async function paint() {
    const mine = answer;
    try {
      const program = await drawing();
      await turn();
      if (!mine || mine !== answer) return;
      keepUrl();
      lookAtPage();
      drawn = location.href;
      phase = "painting";
      program.embeds.set(host, () => trapped(program));
      if (program.trap) trapped(program);
      else {
        dress(program, view, root);
        const { json, ...came } = mine;
        came.now = Date.now();
        follow(program, draw(program, "paint", came, json, visit(host)));
      }
    } catch (error) {
      if (mine && mine === answer) fail(error);
    }
  }

  // Whoever makes the page like the server's may have taken the attribute away.
  function keepUrl() {
    const url = urlOf(host);
    if (url !== host.url) host.url = url;
  }

  // Calls `render`, and does to what stands what needs no program: the headings get their level, and the
  // text stays where it is while the words around it change. Then the page hears what has come of it.
  function draw(program, name, ...given) {
    const story = root.querySelector("[data-context]");
    const before = context;
    const top = name === "go_on" && !isTurning ? undefined : place.top();
    // Other words that come in the middle of a drawing are said at its end.
    isTurning = phase === "painting" && name !== "paint" && (isTurning || name !== "go_on");
    // Who reads in what is replaced is led to what comes in its place.
    leads ??= root.activeElement;
    news = [];
    const next = program.call(name, root, ...given);
    if (leads?.isConnected) leads = null;
    context = contextOf(root);
    if (!context || story !== root.querySelector("[data-context]")) {
      rendered = null;
      shed();
      place.reset();
      // What was pressed was meant for what stood before.
      islands.release();
    } else if (top !== undefined && before?.interface !== context.interface)
      place.hold(top, context.interface);
    if (context && before && before.level !== context.level) setLevels(root, context.level);
    // A program that has ended meanwhile is drawn for by another.
    for (const tellPage of program.trap ? [] : news) {
      stands();
      tellPage();
    }
    return next;
  }

  function isBeingDrawn() {
    return phase === "painting";
  }

  function hear(tellPage) {
    news.push(tellPage);
  }

  // Does what `render` asks for after a call: to fetch the texts of a language, or to go on with a story of
  // which the beginning stands.
  async function follow(program, next, isGoingOn) {
    const mine = answer;
    const isCurrent = () => program === renderer && mine === answer;
    if (next === true) {
      // A reader sees the beginning before the rest is drawn.
      await (isGoingOn ? task() : frame());
      if (isCurrent()) follow(program, draw(program, "go_on"), true);
    } else if (next) {
      const speak = (texts) =>
        isCurrent() && follow(program, draw(program, "speak", next, texts));
      language(next).then(speak, (cause) => {
        complain(`the texts in “${next}” did not come: ${cause}`, host);
        isMute = true;
        speak();
      });
      // So long a story waits for the words around it.
      await wait(300);
      if (phase === "painting") speak();
    } else place.settle();
  }

  // The picture stands: a story, or why there is none.
  function stands() {
    if (phase !== "painting") return;
    phase = "shown";
    countedTo = undefined;
    recount();
    stand?.remove();
    refocus();
    if (context) islands.stand();
    else islands.stop();
  }

  function recount() {
    if (countedTo === host.count) return;
    countedTo = host.count;
    stopCounting?.();
    stopCounting = context && watchReading(host, root);
  }

  // What the reader was in is gone; the reader's place in the page is not.
  function refocus() {
    if ((retry || leads) && !root.activeElement)
      root.querySelector("#headline, [data-action]")?.focus();
    retry = leads = null;
  }

  function changed() {
    if (which() === wanted) return moved();
    // What was pressed was meant for the story before.
    islands.release();
    load(false, host.article);
  }

  function moved() {
    lookAtPage();
    // Taken out of the page and put back, it has lost the focus.
    if (!root.activeElement) held?.focus({ preventScroll: true });
    update();
  }

  function update() {
    const before = phase;
    if (before !== "shown" && before !== "painting") return;
    if (rendered) {
      drawn = location.href;
      recount();
      return refit();
    }
    // What has ended elsewhere changes nothing any more; another draws the story as it is to be now.
    if (renderer.trap && before === "shown") return paint();
    keepUrl();
    drawn = location.href;
    // While it is called, a trap is this embed's.
    phase = "painting";
    const next = draw(renderer, "update", visit(host));
    // What was drawn again in place leads nowhere.
    if (before === "shown") leads = null;
    if (phase === "painting") phase = before;
    follow(renderer, next);
    islands.update();
    if (phase === "shown") recount();
  }

  function resume() {
    if (rendered) {
      refit();
      return islands.resume();
    }
    const isMissing = !answer || (answer.problem && answer.problem !== "no-article");
    const isBroken = phase === "broken";
    if (isMissing && (isBroken || phase === "shown")) load(true, host.article);
    else if (isBroken) {
      phase = "loading";
      paint();
    }
    if (isMute) {
      isMute = false;
      update();
    }
    islands.resume();
  }

  // `render` has ended. What stands goes on standing.
  function trapped(program) {
    complain(`${BROKEN}${program.trap}`, host);
    if (program !== renderer || phase !== "painting") return;
    phase = "loading";
    if (program.isOwn) fail(program.trap);
    else paint();
  }

  // --- The reader ---

  function touched(event) {
    const { type, target } = event;
    // Whoever takes the element out of the page takes the focus first.
    if (type === "focusout") return queueMicrotask(() => host.isConnected && (held = null));
    if (type === "focusin") held = target;
    // Single-page apps change the URL without an event, and it may be what is shared.
    if (phase === "shown" && drawn !== location.href) update();
    const button = type === "click" && target.closest("[data-action], [data-target]");
    // The islands may have taken it away by now.
    if (button) press(button, placeOf(event));
    islands.approach();
  }

  // The name of the place that an event is in.
  function placeOf(event) {
    const path = event.composedPath();
    const inside = path.slice(0, path.indexOf(root));
    return inside.find((node) => node.dataset.place)?.dataset.place;
  }

  function press(button, where) {
    const { action, target, quote } = button.dataset;
    if (button.href) {
      // A link does by itself what it is for.
      if (target) emit(host, "share", quote ? { target, quote } : { target });
    } else if (action === "retry" && !where) {
      if (retry) return;
      retry = button;
      button.setAttribute("aria-busy", "true");
      if (phase === "broken") resume();
      else load(true, host.article);
    } else islands.press(button, where);
  }

  // --- Without a program ---

  function put(name, className) {
    stand = document.createElement(name);
    stand.className = className;
    root.replaceChildren(stand);
    return stand;
  }

  // One line with the link, in place of the story.
  function fail(cause) {
    if (phase === "broken" || phase === "gone") return;
    if (rendered) {
      phase = "shown";
      return blameProgram("program", BROKEN + cause);
    }
    islands.stop();
    phase = "broken";
    const line = put("p", "failure");
    line.append("This story cannot be shown here. ");
    const link = linkOf(host);
    if (link) {
      link.textContent = `Read it on ${link.hostname.replace(/^www\./, "")}`;
      line.append(link, " ");
    }
    const button = document.createElement("button");
    button.dataset.action = "retry";
    button.textContent = "Try again";
    line.append(button);
    refocus();
    blameProgram("program", BROKEN + cause);
  }

  function blameProgram(code, message) {
    complain(message, host);
    emitError(host, code, message, linkOf(host)?.href ?? "");
  }
};
