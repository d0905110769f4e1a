// Files that all embeds share.

import { home } from "./files.js";
import { resume } from "./live.js";
import { wait } from "./waiting.js";

// Gives a function that gets something once for all. After a failure it can be asked again, and what comes late counts:
// for all who went without.
export const once = (get) => {
  let got, arrive;
  const arrived = new Promise((resolve) => (arrive = resolve));
  const attempt = async () => {
    const mine = get();
    mine.then(arrive, () => {});
    const late = wait(20000).then(() => Promise.reject(`${home} takes too long (20 seconds)`));
    try {
      return await Promise.race([arrived, mine, late]);
    } catch (cause) {
      got = null;
      arrived.then(resume);
      throw cause;
    } finally {
      late.catch(() => {});
    }
  };
  return () => (got ??= attempt());
};
