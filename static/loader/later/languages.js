// The texts of languages, fetched once for all embeds.

import { languagesFolder, languagesIntegrity } from "./build.js";
import { bytes } from "../files.js";

const json = async (...file) => JSON.parse(new TextDecoder().decode(await bytes(...file)));

// Keeps what came; what did not come is asked for again the next time.
const keeping = (get) => {
  const kept = {};
  return (key) => (kept[key] ??= get(key).catch((error) => {
    kept[key] = null;
    throw error;
  }));
};
export const integrities = keeping((name) => json(languagesFolder + name, languagesIntegrity));
export const language = keeping(async (tag) => {
  const integrity = (await integrities("index.json"))[tag];
  if (!integrity) throw new Error(`there are no texts in “${tag}”`);
  return json(`${languagesFolder}${tag}.json`, integrity);
});
