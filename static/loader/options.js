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
  for (const [option, value] of Object.entries(values)) {
    if ((value ?? false) === false) element.removeAttribute(attribute(option));
    else element.setAttribute(attribute(option), value);
  }
  return element;
};

// Whether so many mistakes make one name of the other: a letter more, less or other than it should be, or two that
// have changed places.
const isNear = (one, other, mistakes) => {
  if (one === other) return true;
  if (one && one[0] === other[0]) return isNear(one.slice(1), other.slice(1), mistakes);
  const steps = [
    [1, 0],
    [0, 1],
    [1, 1],
  ];
  if (one[0] === other[1] && one[1] === other[0]) steps.push([2, 2]);
  return (
    mistakes > 0 && steps.some(([a, b]) => isNear(one.slice(a), other.slice(b), mistakes - 1))
  );
};

const names = [...options.map(attribute), "lang", "target"];
const synonyms = { color: "theme", colour: "theme", colors: "theme", colours: "theme", language: "lang" };

// Names a name that is most likely meant to be one of these. Others belong to the page and its tools, which may put
// on any element what they like.
export const suspect = (name, element) => {
  if (names.includes(name)) return;
  const meant =
    Object.entries(synonyms).find(([other]) => other === name)?.[1] ??
    names.find((other) => isNear(name, other, other.length < 7 ? 1 : 2));
  if (meant) complain(`unknown attribute “${name}”; is “${meant}” meant?`, element, element);
};
