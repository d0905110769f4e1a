// Holds a story's text where it is while the words around it change to those of another language.
//
// Above the text stand the names of its writers and its date, with words of the interface that may take a line
// more or less. The gap below them makes up for that. What stands below the text has other sizes then; it is out
// of sight for the moment in which it changes, so that nobody sees it jump.

export const textPlaceIn = (root) => {
  // Where the text is to stay, and by how many pixels the gap above it is larger for that.
  let place = 0;
  let added = 0;
  const column = () => root.querySelector("[data-column]");

  // Where the text begins.
  const top = () => root.querySelector("[data-place=text]")?.offsetTop;

  const add = (pixels) => {
    if (added !== pixels) column()?.style.setProperty("--_added", `${pixels}px`);
    added = pixels;
  };

  return {
    top,

    // Lets another story's text stand where it would.
    reset: () => add(0),

    // Brings the text back to where it was, and takes what is below out of sight.
    hold(before, language) {
      column().dataset.changing = language;
      // Places are rounded, which would add up with every change. Farther off, the column has become wider or
      // narrower, and the text's place is elsewhere.
      if (Math.abs(before - place) > 1) place = before;
      add(added + place - top());
    },

    // Shows what is below again, once the islands have changed, too, which takes them a little longer.
    async settle() {
      const language = column()?.dataset.changing;
      if (!language) return;
      const late = `[data-live] section:not([lang="${language}"])`;
      for (let frames = 0; frames < 120; frames++) {
        await new Promise(requestAnimationFrame);
        if (frames && !root.querySelector(late)) break;
      }
      // They are laid out out of sight, too.
      await new Promise(requestAnimationFrame);
      if (column()?.dataset.changing === language) delete column().dataset.changing;
    },
  };
};
