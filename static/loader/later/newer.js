// Asks whether the publisher has changed a story or has taken it back since it was shown. When that is asked, and what is
// done about it, is left to others.

import { addressOf, ask } from "../asking.js";
import { contextOf, fragmentOf } from "../rendered.js";
import { task } from "../waiting.js";
import { language } from "./languages.js";
import { jsonOf, storyOf, visit } from "./story.js";
import { attributesOf } from "./wishes.js";

// What answers say who have no story any more, and not that something is wrong with the server.
export const WITHDRAWN = [404, 410, 451];

// The newer story, as elements with the text that it came in and the program that drew them, if one did; or the answer
// that takes the story back, as `withdrawn`. Nothing where all is as `known`, the text that it came in before, or
// where nobody knows. `drawing` gets the program that draws, and the story was rendered with `options`.
export const newerStory = async (host, known, drawing, options) => {
  let came = await ask(addressOf(host.article, host), "no-cache");
  const { text } = came;
  if (text === known) return;
  const fragment = fragmentOf(came);
  const json = !fragment && jsonOf(came, host);
  if (json) came = await ask(json, "no-cache");
  if (WITHDRAWN.includes(came.status)) return { withdrawn: storyOf(came) };
  if (fragment) return { ...fragment, text };
  const drawn = came.ok && (await drawnApart(host, storyOf(came), drawing, options));
  return drawn ? { ...drawn, text } : undefined;
};

// The story in an answer, drawn by `render` apart from the one that stands, as the element wants it now.
const drawnApart = async (host, { json, ...came }, drawing, options) => {
  if (came.flaw) return;
  const program = await drawing();
  const apart = document.createElement("div").attachShadow({ mode: "open" });
  came.now = Date.now();
  let next = program.call("paint", apart, came, json, visit(host, options));
  for (; next; await task())
    next =
      next === true
        ? program.call("go_on", apart)
        : program.call("speak", apart, next, await language(next).catch(() => {}));
  program.call("release", apart);
  const story = contextOf(apart);
  if (program.trap || !story) return;
  const elements = new DocumentFragment();
  elements.append(...apart.childNodes);
  const wishes = { ...story, options: attributesOf(host) };
  elements.querySelector("[data-context]").dataset.context = JSON.stringify(wishes);
  return { elements, program };
};
