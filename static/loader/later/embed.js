// What stands in one element, from what is seen first until it leaves the page: the story, and what is shown in its
// place.

import { addressOf, ask } from "../asking.js";
import { style } from "../build.js";
import { placeOf, which } from "../element_state.js";
import { showFailure } from "../failure.js";
import { setLevels } from "../headings.js";
import { linkOf, urlOf } from "../link.js";
import { contextOf, fit, fragmentOf, isFragment, levelOf } from "../rendered.js";
import { complain, emit, emitError } from "../told.js";
import { frame, task, turn, wait } from "../waiting.js";
import { watchReading } from "./counting.js";
import { islandsOf } from "./islands.js";
import { jump } from "./jumps.js";
import { integrities, language } from "./languages.js";
import { suspectAll } from "./names.js";
import { WITHDRAWN, newerStory } from "./newer.js";
import { addStyle, dressStory, render, sheetOf } from "./programs.js";
import { foldMissing } from "./pictures.js";
import { playWithoutTracks } from "./recordings.js";
import { changeOf, holdReading, isInUse, minutesOf, whenDue } from "./refresh.js";
import { jsonOf, storyOf, visit } from "./story.js";
import { textPlaceIn } from "./text_place.js";
import { attributesOf, differs } from "./wishes.js";

const BROKEN = "the program does not run: ";

// `first` is what has been done before the rest of the loader came, see ../first.js.
export const begin = (host, view, first) => {
  const { root, signal, lookAtPage } = first;
  // loading → painting → shown, or broken; at last gone.
  let phase = "loading";
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
  // What the reader is in.
  let held;
  // The texts of its language have not come. After the network's return what is on its way may still fail for what was
  // wrong before.
  let isMute, mayTryAgain;
  // The page's address when the story was drawn.
  let drawn;
  // The context of a story that was rendered before, and its style, as long as no program has drawn it anew.
  let rendered, sheets;
  // Which story that is, and the options that it was drawn anew for.
  let adoptedAs, refitAs;
  // The text of the answer that stands, how a newer one is looked for, and what ends that.
  let known, lookingAs, stopLooking;
  // Once is enough for who does not name minutes.
  let hasLooked;
  // What is counted, and where; and what ends that.
  let countedTo, stopCounting;
  const changes = new MutationObserver(changed);
  const place = textPlaceIn(root);
  const islands = islandsOf(host, root, view, isBeingDrawn, blameProgram);
  const contexts = new MutationObserver(islands.update);
  // `render` says by the context that something is otherwise now, perhaps after a language has come.
  contexts.observe(root, { subtree: true, attributeFilter: ["data-context"] });
  for (const type of ["pointerover", "touchstart", "focusin", "focusout", "click"])
    root.addEventListener(type, touched, { passive: true, signal });
  root.addEventListener("click", (event) => jump(root, event), { signal });
  for (const mend of [playWithoutTracks, foldMissing])
    root.addEventListener("error", mend, { capture: true, signal });
  changes.observe(host, { attributes: true });
  start();
  for (const [button, where] of first.pressed) {
    button.removeAttribute("aria-busy");
    if (button.dataset.action !== "retry" || where) press(button, where);
  }
  first.jump?.click();
  return { moved, resume, approach: islands.approach, hear, end };

  function end() {
    phase = "gone";
    answer = null;
    for (const observer of [changes, contexts]) observer.disconnect();
    islands.stop();
    renderer?.call("release", root);
    renderer?.embeds.delete(host);
    renderer = null;
    stopCounting?.();
    stopLooking?.abort();
  }

  // --- The story ---

  async function start() {
    const mine = (request = {});
    wanted = first.wanted;
    known = first.text;
    if (first.rendered) adopted(first.sheets);
    else {
      // The reader is told of a program that does not come before the story does.
      if (!isFragment(host.article)) drawing().catch(fail);
      // Texts that are likely to be wanted: their list comes before them.
      const languages = [host.lang, document.documentElement.lang, navigator.language];
      if (languages.some((tag) => tag && !/^en/i.test(tag)))
        integrities("index.json").catch(() => {});
    }
    if (which(host) !== wanted) return load("default", host.article);
    if (first.rendered) return;
    const came = await first.asked;
    // What failed before this came may have failed with it: the network is back by now.
    if (first.hasFailed && came.problem && mine === request) load("reload", host.article);
    else answered(came, mine);
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

  async function load(cache, source) {
    const address = addressOf(source, host);
    const mine = (request = {});
    wanted = which(host);
    if (phase === "broken") phase = "loading";
    emit(host, "loading", { url: address });
    answered(await ask(address, cache), mine, source);
  }

  async function answered(came, mine, source, isFollowed) {
    // Another may have been asked for, or the embed has ended.
    if (mine !== request || phase === "gone") return;
    const isJson = rendered && wanted === adoptedAs && source === rendered.article;
    if (!isJson) known = came.text;
    const fragment = !isJson && fragmentOf(came);
    if (fragment) {
      adopt(fragment.elements);
      return tellReady();
    }
    const json = !isJson && !isFollowed && jsonOf(came, host);
    if (json) return answered(await ask(json), mine, source, true);
    const { problem, flaw, status } = (came = storyOf(came));
    // A story that stands is not given up for an answer that is none.
    if (isJson && (problem || flaw || (status >= 400 && !WITHDRAWN.includes(status))))
      return complain(`${came.url ?? source}: ${problem ?? flaw ?? status}; the story stays as it was rendered`, host);
    answer = came;
    if (phase !== "broken") paint();
  }

  // Shows a fragment in the place of what stands.
  function adopt(elements, cache) {
    leads ??= root.activeElement;
    place.reset();
    islands.release();
    shed();
    const style = fit(elements, root, view);
    root.replaceChildren(elements);
    adopted(style, cache);
  }

  function tellReady() {
    emit(host, "ready", { headline: context.headline, url: context.url ?? "" });
  }

  // A story that was rendered before stands, in its own style.
  function adopted(style, cache) {
    sheets = style;
    adoptedAs = wanted;
    refitAs = null;
    answer = null;
    phase = "painting";
    context = rendered = contextOf(root);
    drawn = location.href;
    lookAtPage();
    suspectAll(host);
    stands();
    refit(cache);
  }

  // Does to a story that was rendered before what the tag wants otherwise: the level of its headings at once, and all
  // else by drawing it anew.
  function refit(cache = "default") {
    // Another story is on its way.
    if (which(host) !== adoptedAs) return;
    const level = levelOf(host, rendered);
    if (level !== context.level) {
      context = { ...context, level };
      setLevels(root, level);
      root.querySelector("[data-context]").dataset.context = JSON.stringify(context);
    }
    // Once for each wish: what it asks for is on its way, or has failed.
    const wish = JSON.stringify(attributesOf(host));
    if (wish === refitAs || !differs(host, rendered)) return;
    refitAs = wish;
    load(cache, rendered.article);
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
        dressStory(program, view, root);
        const { json, ...came } = mine;
        came.now = Date.now();
        follow(program, draw(program, "paint", came, json, visit(host, rendered?.options)));
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
        isMute = !mayTryAgain;
        mayTryAgain = false;
        speak();
        if (!isMute) update();
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
    refocus();
    if (context) islands.stand();
    else islands.stop();
    keepLooking();
  }

  // Looks for a newer story as the element says by now.
  function keepLooking() {
    stopLooking?.abort();
    if (!context) return;
    lookingAs = host.refresh;
    stopLooking = new AbortController();
    whenDue(host, first.isDeclared && rendered, look, stopLooking.signal);
  }

  // Looks whether the publisher has changed the story, or has taken it back.
  async function look() {
    const [before, stood] = [request, context];
    const isCurrent = () => before === request && stood === context && phase === "shown";
    if (!isCurrent() || (hasLooked && !minutesOf(host))) return;
    hasLooked = true;
    const newer = await newerStory(host, known, drawing, rendered?.options);
    if (!newer || !isCurrent() || isInUse(root)) return;
    if (newer.withdrawn) {
      answer = newer.withdrawn;
      rendered = null;
      return paint();
    }
    known = newer.text;
    replace(newer);
  }

  // Puts a newer story in the place of the one that stands, and says so.
  function replace({ elements, program }) {
    const after = contextOf(elements);
    const change = after && changeOf(root, elements, context, after);
    if (!change) return;
    if (program) dressStory(program, view, root);
    const note = elements.querySelector(`[data-when=${change}]`);
    note?.removeAttribute("hidden");
    const hold = holdReading(root);
    adopt(elements, "no-cache");
    hold();
    // What becomes one while it stands is read out.
    note?.setAttribute("role", "status");
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
      (root.querySelector("#headline") ?? root.querySelector("[data-action=retry]"))?.focus();
    retry = leads = null;
  }

  function changed() {
    if (which(host) === wanted) return moved();
    // What was pressed was meant for the story before.
    islands.release();
    load("default", host.article);
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
    if (before === "shown" && lookingAs !== host.refresh) keepLooking();
    if (rendered) {
      drawn = location.href;
      recount();
      return refit();
    }
    // It is on its way, and draws what is wanted by then.
    if (!renderer) return;
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
    mayTryAgain = true;
    if (rendered) {
      refitAs = null;
      refit();
      return islands.resume();
    }
    const isMissing = !answer || (answer.problem && answer.problem !== "no-article");
    const isBroken = phase === "broken";
    if (isMissing && (isBroken || phase === "shown")) load("reload", host.article);
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
    if (button) press(button, placeOf(root, event));
    islands.approach();
  }

  function press(button, where) {
    const { action, target, quote } = button.dataset;
    if (button.href) {
      // A link does by itself what it is for.
      if (target) emit(host, "share", quote ? { target, quote } : { target });
    } else if (action === "close-note") button.parentNode.hidden = true;
    else if (action === "retry" && !where) {
      if (retry) return;
      retry = button;
      button.setAttribute("aria-busy", "true");
      if (phase === "broken") resume();
      else load("reload", host.article);
    } else islands.press(button, where);
  }

  // --- Without a program ---

  // One line with the link, in place of the story.
  function fail(cause) {
    if (phase === "broken" || phase === "gone") return;
    if (rendered) {
      phase = "shown";
      return blameProgram("program", BROKEN + cause);
    }
    islands.stop();
    phase = "broken";
    dressFailure();
    showFailure(root, host);
    refocus();
    blameProgram("program", BROKEN + cause);
  }

  // A story that stood in the page has brought all style that was needed.
  function dressFailure() {
    if (!first.isDeclared) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(style);
    addStyle(root, [sheet]);
    first.isDeclared = false;
  }

  function blameProgram(code, message) {
    complain(message, host);
    emitError(host, code, message, linkOf(host)?.href ?? "");
  }
};
