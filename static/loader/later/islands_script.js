// The script with the glue of the islands.

import { runScript } from "../script.js";
import { islandsFile, islandsScript } from "./build.js";

// The glue of the islands, which its file leaves under the name of the program.
export const islandsGlue = async () => {
  await runScript(islandsScript);
  return window[Symbol.for("article-embed-programs")]?.[islandsFile[0]];
};
