// Pictures that do not come.

// Folds a picture to its words, where nobody sees what that moves.
export const foldMissing = ({ target }) => {
  if (target.localName !== "img") return;
  const { top, bottom } = target.getBoundingClientRect();
  if (top > innerHeight || bottom < 0) target.dataset.missing = "";
};
