// The script with the glue of the islands.

import { own } from "./address.js";
import { islandsFile, islandsScript } from "./build.js";
import { blame, bytes, home } from "./files.js";

// Runs a script as a module, which no page with Trusted Types has to allow. A preload checks what comes;
// browsers that know none import it as it is.
const run = (address, integrity) => {
  const link = document.createElement("link");
  const { nonce = "" } = own ?? {};
  const preloaded = new Promise((onload, onerror) => {
    if (!link.relList.supports("modulepreload")) return onload();
    const href = address;
    const [rel, crossOrigin] = ["modulepreload", "anonymous"];
    Object.assign(link, { rel, href, integrity, nonce, crossOrigin, onload, onerror });
    document.head.append(link);
  });
  return preloaded.finally(() => link.remove()).then(() => import(address));
};

// The glue of the islands, which its file leaves under the name of the program.
export const islandsGlue = async (again = "") => {
  const address = home + islandsScript[0];
  try {
    // Modules are kept by their addresses, also those that failed.
    await run(address + again, islandsScript[1]);
  } catch {
    if (again) throw await blame(address, `${address}: the browser does not run it`);
    await bytes(...islandsScript, "reload");
    return islandsGlue(`#${Date.now()}`);
  }
  return window[Symbol.for("article-embed-programs")]?.[islandsFile[0]];
};
