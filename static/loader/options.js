// The options, as attributes and properties of the element.

import { complain } from "./told.js";

// The options as properties of the element; `lang` is one of every element.
export const options =
  "article url item format publisher follow comments commentsUrl commentsOrder share shareUrl theme headingLevel count loading".split(
    " ",
  );
export const attribute = (option) => option.replace(/[A-Z]/g, "-$&").toLowerCase();

// Nothing and false bring the default back, as they do in frameworks.
export const setAll = (element, values) => {
  for (const [option, value] of Object.entries(values ?? {})) {
    if ((value ?? false) === false) element.removeAttribute(attribute(option));
    else element.setAttribute(attribute(option), value);
  }
  return element;
};

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
export const suspect = (name, element) => {
  if (names.includes(name)) return;
  const meant = /^colou?rs?$/.test(name)
    ? "theme"
    : names.find((other) => isNear(name, other, other.length < 7 ? 1 : 2));
  if (meant) complain(`unknown attribute “${name}”; is “${meant}” meant?`, element, element);
};
