// The two programs: their files, their memory, what they may ask for, and what becomes of traps.

import { islandsFile, renderGlue } from "./build.js";
import { blame, bytes } from "../files.js";
import { parse } from "./walker.js";
import { islandsGlue } from "./islands_script.js";
import { language } from "./languages.js";
import { live } from "../live.js";
import { once } from "../once.js";
import { putStyle } from "../rendered.js";
import { renderBytes } from "../render_file.js";
import { complain, emit, emitError, tell } from "../told.js";

// What programs may ask of the loader.
const page = {
  language,
  parse,
  mistake({ host }, message) {
    complain(message, host, host);
  },
  ready({ host }, headline, url) {
    live.get(host)?.hear(() => emit(host, "ready", { headline, url }));
  },
  failed({ host }, code, message, url) {
    live.get(host)?.hear(() => {
      tell(message, host);
      emitError(host, code, message, url);
    });
  },
};

const each = (object, how) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, how(value)]));

// A program in memory. It has ended when anything is thrown out of it: its memory is not to be
// relied on then. Whoever called it hears nothing of that; the embeds that it serves do.
const start = async (glue, file, isOwn) => {
  const end = (error) => {
    program.trap = `it broke down: ${error}`;
    const heard = [...program.embeds.values()];
    program.embeds.clear();
    heard.forEach((hear) => hear());
  };
  // Calls into the program, from whatever listener or task.
  const inward = (call) =>
    typeof call !== "function"
      ? call
      : (...given) => {
          try {
            if (!program.trap) return call(...given);
          } catch (error) {
            if (!program.trap) end(error);
          }
          // The glue takes some answers apart.
          return [];
        };
  // Calls out of it. One into it that the browser made meanwhile may have ended it; then the outer
  // call goes no further either.
  const outward = (call) => (...given) => {
    const result = call(...given);
    if (program.trap) throw program.trap;
    return result;
  };
  const instantiate = async (source, imports) => {
    const guarded = each(imports, (module) => each(module, outward));
    const { instance } = await WebAssembly.instantiate(source, guarded);
    return { instance: { exports: each(instance.exports, inward) } };
  };
  const program = {
    isOwn,
    embeds: new Map(),
    sheets: new Map(),
    call: (name, ...given) => {
      const answer = inward(() => bindgen[name](...given))();
      return program.trap ? undefined : answer;
    },
  };
  let bindgen;
  try {
    bindgen = glue(Object.create(WebAssembly, { instantiate: { value: instantiate } }));
    await bindgen({ module_or_path: file });
  } catch (error) {
    throw await blame("wasm-eval", `${error}`);
  }
  program.call("connect", page);
  if (program.trap) throw program.trap;
  return program;
};

// Gives a program: one that all embeds share until it traps. After that each embed gets one of its
// own, so that a story which does that to a program does it to no other's.
const sharing = (get) => {
  const files = once(get);
  let shared;
  return async () => {
    const got = await files();
    shared ??= start(...got);
    try {
      if (!(await shared).trap) return shared;
    } catch (cause) {
      shared = null;
      throw cause;
    }
    return start(...got, true);
  };
};

export const render = sharing(async () => [renderGlue, await renderBytes()]);
export const islands = sharing(() => Promise.all([islandsGlue(), bytes(...islandsFile)]));

// A program's style sheet, once for each document: a sheet belongs to one.
export const sheetOf = (program, view) => {
  let sheet = program.sheets.get(view);
  if (!sheet) {
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(program.call("style"));
    program.sheets.set(view, sheet);
  }
  return sheet;
};

// Adds sheets to a root, after all others.
export const addStyle = (root, sheets) => {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
};

// Gives a root a program's style, once. That of islands comes after that of the story, on which it builds.
const dressing = (put) => (program, view, root) => {
  const sheet = sheetOf(program, view);
  if (!root.adoptedStyleSheets.includes(sheet)) put(root, [sheet]);
};
export const dressStory = dressing(putStyle);
export const dressIslands = dressing(addStyle);
