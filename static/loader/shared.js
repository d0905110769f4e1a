// What the rest of the loader, `later/`, has from the part that comes first: these files, as they are here.

import * as address from "./address.js";
import * as asking from "./asking.js";
import * as element_state from "./element_state.js";
import * as failure from "./failure.js";
import * as files from "./files.js";
import * as headings from "./headings.js";
import * as html from "./html.js";
import * as link from "./link.js";
import * as live from "./live.js";
import * as options from "./options.js";
import * as reader from "./reader.js";
import * as render_file from "./render_file.js";
import * as rendered from "./rendered.js";
import * as script from "./script.js";
import * as sheet from "./sheet.js";
import * as told from "./told.js";
import * as waiting from "./waiting.js";

const parts = {
  address, asking, element_state, failure, files, headings, html, link, live, options, reader, render_file, rendered, script, sheet, told, waiting,
};

// As the build has the rest ask for a file: by its path.
export const shared = (path) => parts[path.slice(3, -3)];
