// The levels of headings, which follow an option.

// Gives the headings of a story the levels that they have below a headline of this level.
export const setLevels = (root, headline) => {
  for (const heading of root.querySelectorAll("[data-level]")) {
    const name = `h${Math.min(6, headline + Number(heading.dataset.level) - 1)}`;
    if (heading.localName === name) continue;
    const renamed = document.createElement(name);
    for (const { name, value } of heading.attributes) renamed.setAttribute(name, value);
    renamed.append(...heading.childNodes);
    const hasFocus = root.activeElement === heading;
    heading.replaceWith(renamed);
    if (hasFocus) renamed.focus();
  }
};
