// The loader, `embed.js`: all that a partner's page loads by name.
//
// It finds its own tag, puts <article-embed> where the tag stands, reserves the space, and asks for
// the story and for the first program, `render`, at the same time. `render` makes elements of the
// story, which from then on need no program to be read. The second one, `islands`, has what a reader
// does with them, and comes when the reader gets near. A program that fails takes nothing away that
// stands already; where `render` fails, one line with a link to the story is shown.
//
// The build bundles the files of this folder into one classic script. None of them does anything by being there
// but this one, since the script may run again for another tag.

import { base, own } from "./address.js";
import { version } from "./build.js";
import { define, create } from "./element.js";
import { heedPolicy } from "./files.js";
import { listen } from "./live.js";
import { setAll } from "./options.js";
import { scan } from "./tag.js";

// One loader for each folder, whatever number of tags; other publishers bring their own.
const loaders = (window[Symbol.for("article-embed")] ??= {});

const mount = (target, values) => {
  if (!target?.append) throw new TypeError("article-embed: mount() takes an element");
  const element = create(values);
  target.append(element);
  return {
    element,
    update: (values) => setAll(element, values),
    unmount: () => element.remove(),
  };
};

if (loaders[base]) loaders[base](own);
else {
  heedPolicy();
  listen();
  define();
  loaders[base] = scan;
  // Not where an element of the page has this id, which makes it a name of the window.
  if (!Object.hasOwn(window, "ArticleEmbed")) window.ArticleEmbed = { version, mount, scan };
  if (own) scan(own);
  scan();
}
