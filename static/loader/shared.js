// What the rest of the loader, `later/`, has from the part that comes first: these, as they are here.

import { addressOf, ask } from "./asking.js";
import { style } from "./build.js";
import { placeOf, which } from "./element_state.js";
import { showFailure } from "./failure.js";
import { blame, bytes } from "./files.js";
import { setLevels } from "./headings.js";
import { documentOf } from "./html.js";
import { fetched, linkOf, urlOf } from "./link.js";
import { live } from "./live.js";
import { once } from "./once.js";
import { attribute, options } from "./options.js";
import { isSelecting, near, saves } from "./reader.js";
import { renderBytes } from "./render_file.js";
import {
  contextOf,
  fit,
  fragmentOf,
  isFragment,
  levelOf,
  putStyle,
  storyIn,
} from "./rendered.js";
import { runScript } from "./script.js";
import { hasSheet } from "./sheet.js";
import { complain, emit, emitError, tell } from "./told.js";
import { frame, task, turn, wait } from "./waiting.js";

// All names are different, so one object does for all files. Built by hand, since a page may have put names of its own
// on all objects, which what a bundler writes for `import *` goes through.
const shared = {
  addressOf, ask, placeOf, which, showFailure, blame, bytes, setLevels, documentOf, fetched, linkOf, urlOf, live, once,
  attribute, options, isSelecting, near, saves, renderBytes, contextOf, fit, fragmentOf, isFragment,
  levelOf, putStyle, storyIn, runScript, hasSheet, complain, emit, emitError, tell, frame, task, turn, wait,
  style,
};

// As the build has the rest ask for a file.
export const require = () => shared;
