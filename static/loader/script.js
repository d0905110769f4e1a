// Scripts of the build, which are run as modules.

import { own } from "./address.js";
import { blame, bytes, home } from "./files.js";

// No page with Trusted Types has to allow a module. A preload checks what comes; browsers that know none import it
// as it is.
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

// Runs a script, whose file is named with its integrity; gives what it exports.
export const runScript = async (file, again = "") => {
  const address = home + file[0];
  try {
    // Modules are kept by their addresses, also those that failed.
    return await run(address + again, file[1]);
  } catch {
    if (again) throw await blame(address, `${address}: the browser does not run it`);
    await bytes(...file);
    return runScript(file, `#${Date.now()}`);
  }
};
