// Files of the build: fetched with their hashes, found where the loader is, and once more past the cache; and
// why one does not come.

import { base, folder, isLoader, source } from "./address.js";
import { unreachable } from "./told.js";
import { wait } from "./waiting.js";

// What the page's policy has refused, by address, with the directive.
const refused = {};
export const heedPolicy = () =>
  document.addEventListener("securitypolicyviolation", (event) => {
    if (event.disposition === "enforce") refused[event.blockedURI] = event.effectiveDirective;
  });

// The cause: the page's policy, if it refused this, of which browsers tell a little later.
export const blame = async (address, cause) => {
  await wait(50);
  const directive = refused[address];
  return directive
    ? `the page's Content-Security-Policy refuses ${address} (${directive}); it must allow ${home} and 'wasm-unsafe-eval'`
    : cause;
};

// Files are beside the loader. Where its address redirects, no page is told the final one; so it is
// asked for when a file is not where the tag says.
export let home = base;
const redirected = () =>
  fetch(source).then(
    (answer) => folder(answer.url),
    () => base,
  );

// The bytes of a file. What is not as it was built is asked for once more, past the cache.
export const bytes = async (name, integrity, cache) => {
  for (let place = home; ; place = await redirected(), cache = "reload") {
    try {
      const content = await (await fetch(place + name, { integrity, cache })).arrayBuffer();
      home = place;
      return content;
    } catch {
      if (cache) throw await why(home + name);
    }
  }
};

// With an integrity hash, a browser tells nothing but that it failed.
const why = async (address) => {
  let cause = "cut off or changed, so its integrity hash is wrong";
  try {
    const { ok, status } = await fetch(address);
    if (!ok) cause = `status ${status}`;
  } catch (error) {
    cause = unreachable(error);
  }
  if (!isLoader({ src: source }))
    cause += "; the loader must be loaded as embed.js from beside it, not out of a bundle or copy";
  return blame(address, `${address}: ${cause}`);
};
