// The islands of one embed: when they are fetched, what is pressed before they are there, and what is shown where
// they cannot be had.

import { which } from "../element_state.js";
import { live } from "../live.js";
import { saves, near } from "../reader.js";
import { dressIslands, islands } from "./programs.js";
import { turn } from "../waiting.js";

// `isBeingDrawn` says whether only a part of the story stands, and `blame` tells the page that a program is not to
// be had.
export const islandsOf = (host, root, view, isBeingDrawn, blame) => {
  // out (there is no story) → watching (for the reader) → coming → on, or down.
  let stage = "out";
  // The program, and the place of the comments' link where it cannot be had.
  let server, sorry;
  // The buttons that wait, with their places.
  const pressed = new Map();
  const places = near("200%", approach);
  return { stand, update, approach, resume, press, release, stop };

  // Another story stands.
  function stand() {
    sorry = root.querySelector("[data-when=failed]");
    if (server && !server.trap) take(server);
    else if (stage !== "coming") {
      watch();
      // What was pressed while only the beginning stood.
      if (pressed.size) wake();
    }
  }

  // Something is otherwise in the story that stands.
  function update() {
    if (!isBeingDrawn()) server?.call("update", host);
  }

  function resume() {
    if (stage === "down") wake();
  }

  // Keeps a press until they are there. While a story is being drawn, they are not yet.
  function press(button, place) {
    if (!isBeingDrawn() && (stage === "on" || stage === "out")) return;
    pressed.set(button, place);
    button.setAttribute("aria-busy", "true");
    if (stage === "watching" || stage === "down") wake();
  }

  function watch() {
    stage = "watching";
    places.disconnect();
    for (const place of root.querySelectorAll(
      "[data-place=comments], [data-action], button[data-target]",
    ))
      places.observe(place);
    if (saves()) return;
    (window.requestIdleCallback ?? setTimeout)(() => approach());
  }

  // The reader is near something that needs the islands.
  function approach() {
    if (stage === "watching") wake();
  }

  // Whether the comments' place says that they cannot be had. An attribute of the place itself stays when
  // `render` says its words again in another language.
  function showCommentsFailed(isFailed) {
    const place = sorry && root.querySelector("[data-place=comments]");
    if (!place) return;
    // What the islands have shown stays, with this below.
    if (!place.querySelector("[data-when=failed]")) place.append(sorry);
    place.toggleAttribute("data-failed", isFailed);
  }

  async function wake() {
    places.disconnect();
    stage = "coming";
    const isWanted = () => stage === "coming";
    try {
      const program = await islands();
      await turn();
      if (!isWanted()) return;
      server = program;
      program.embeds.set(host, () => sink(program.trap));
      if (program.trap) throw program.trap;
      dressIslands(program, view, root);
      // A story that is being drawn is taken once it stands.
      if (!isBeingDrawn()) await take(program);
    } catch (error) {
      if (isWanted()) sink(error);
    }
  }

  // Has the islands take the story that stands.
  async function take(program) {
    stage = "coming";
    // Its words may have changed since it stood.
    sorry = root.querySelector("[data-when=failed]") ?? sorry;
    const same = [...live.keys()].filter((other) => which(other) === which(host));
    const before = same.filter((other) => host.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING);
    await program.call("start", host, before.length, same.length);
    if (stage === "coming" && program === server && !isBeingDrawn()) replay();
  }

  // Does what was pressed while they were on their way.
  function replay() {
    stage = "on";
    showCommentsFailed(false);
    for (const [button, place] of release()) {
      const { action, target } = button.dataset;
      if (action === "retry") continue;
      // They may have put their own in its place.
      const now = button.isConnected
        ? button
        : root.querySelector(`[data-place="${place}"] button[data-target="${target}"]`);
      if (now && !root.activeElement) now.focus({ preventScroll: true });
      now?.click();
    }
  }

  // The buttons that waited, which do so no longer.
  function release() {
    const buttons = [...pressed];
    for (const [button] of buttons) button.removeAttribute("aria-busy");
    pressed.clear();
    return buttons;
  }

  // They are not to be had.
  function sink(cause) {
    stage = "down";
    release();
    showCommentsFailed(true);
    blame("islands", `the islands do not run: ${cause}`);
  }

  // There is no story any more.
  function stop() {
    places.disconnect();
    release();
    stage = "out";
    const before = server;
    server = null;
    before?.embeds.delete(host);
    before?.call("stop", host);
  }
};
