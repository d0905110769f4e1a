// The file of the first program.

import { renderFile } from "./build.js";
import { bytes } from "./files.js";

// Asked for before there is anything that could take it, once for all embeds.
let early, isTaken;
export const askForRender = () => {
  if (isTaken) return;
  early ??= bytes(...renderFile);
  early.catch(() => {});
};

// Its bytes. Who asks again has failed with those of before.
export const renderBytes = () => {
  const mine = early ?? bytes(...renderFile);
  isTaken = true;
  early = null;
  return mine;
};
