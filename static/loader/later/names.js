// Names of attributes that are most likely meant otherwise.

import { attribute, options } from "../options.js";
import { complain } from "../told.js";

// Whether so many letters more, less or other than they should be make one name of the other.
const isNear = (one, other, mistakes) =>
  one === other ||
  (one && one[0] === other[0]
    ? isNear(one.slice(1), other.slice(1), mistakes)
    : mistakes > 0 &&
      ["10", "01", "11"].some(([a, b]) => isNear(one.slice(a), other.slice(b), mistakes - 1)));

const names = [...options, "lang", "target"].map(attribute);

// Names a name that is most likely meant to be one of these. Others belong to the page and its tools, which may put
// on any element what they like.
const suspect = (name, element) => {
  if (names.includes(name)) return;
  const meant = /^colou?rs?$/.test(name)
    ? "theme"
    : names.find((other) => isNear(name, other, other.length < 7 ? 1 : 2));
  if (meant) complain(`unknown attribute “${name}”; is “${meant}” meant?`, element, element);
};

// Tells of those on an element, and on the tag that it stands for.
export const suspectAll = (host) => {
  for (const { name } of host.attributes) suspect(name, host);
  for (const name of Object.keys(host.tag?.dataset ?? {})) suspect(attribute(name), host.tag);
};
