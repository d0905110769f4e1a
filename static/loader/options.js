// The options, as attributes and properties of the element.

// The options as properties of the element; `lang` is one of every element.
export const options =
  "article url item format publisher follow comments commentsUrl commentsOrder share shareUrl theme frame font links headingLevel count loading refresh".split(
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
