// The colours of an embed for which nobody has chosen them: those of the page that it stands on.
//
// The page's ground shows through, so its lightness decides, whatever the page declares. It is looked for again where
// something may have changed it.

// What an element stands on, out of shadow roots and of frames that are as clear as glass.
const under = (node) => {
  const frame = node.ownerDocument.defaultView?.frameElement;
  return (
    node.assignedSlot ??
    node.parentElement ??
    node.getRootNode().host ??
    (frame && getComputedStyle(frame).colorScheme === "normal" ? frame : null)
  );
};

// The lightness of a computed colour, and how much it covers.
const read = (colour) => {
  const [, space, values] = /^(\w+)\((?:[a-z]\S* )?(.*)\)/.exec(colour) ?? [, "", "1"];
  const [one, two, three, alpha = 1] = values.split(/[\s,/]+/).map(Number);
  const lightness = /rgb|color/.test(space) ? 0.3 * one + 0.6 * two + 0.1 * three : one;
  return [lightness / ({ r: 255, l: 100 }[space[0]] ?? 1), alpha];
};

// Sets the colours in a rule of the embed's style, now and whenever the page may have changed, until the signal;
// returns what looks again.
export const followPage = (host, view, { style }, signal) => {
  const { document } = view;
  let scheme = "";
  const dark = view.matchMedia("(prefers-color-scheme: dark)");
  const look = () => {
    observer.disconnect();
    if (signal.aborted || /^(light|dark)$/.test(host.theme)) return;
    let node = under(host);
    const isDark = (declared) => /dark/.test(declared) && (dark.matches || !/light/.test(declared));
    const ofPage =
      document.querySelector("meta[name=color-scheme i]")?.content +
      getComputedStyle(document.documentElement).colorScheme;
    const inherited = node && getComputedStyle(node).colorScheme;
    let light = 0;
    let rest = 1;
    for (; node; node = under(node)) {
      observer.observe(node, { attributes: true });
      const { backgroundColor, backgroundImage, color } = getComputedStyle(node);
      let [lightness, alpha] = read(backgroundColor);
      // Of a picture nothing is known but what colour can be read on it.
      if (alpha < 1 && backgroundImage !== "none") [lightness, alpha] = [1 - read(color)[0], 1];
      light += rest * alpha * lightness;
      rest *= 1 - alpha;
    }
    // Where style sheets come and go.
    if (document.head)
      observer.observe(document.head, { attributes: true, childList: true, subtree: true });
    const before = scheme;
    // Where there is nothing else, the browser's own ground shows through.
    const isGroundDark = light + (isDark(ofPage) ? 0 : rest) < 0.5;
    // What is right by itself follows the page without a script.
    const fits = isGroundDark === isDark(inherited === "normal" ? ofPage : inherited);
    scheme = fits ? "" : isGroundDark ? "dark" : "light";
    if (scheme !== before) style.setProperty("--_scheme", scheme, "important");
  };
  const observer = new MutationObserver(look);
  const heard = ({ type, target }) => (type !== "load" || target.sheet) && look();
  const options = { capture: true, signal };
  for (const type of ["load", "transitionend"]) document.addEventListener(type, heard, options);
  // Then it lets go of the page.
  signal.addEventListener("abort", look);
  dark.addEventListener("change", look, options);
  look();
  // Style sheets that hold back the first frame have come by then.
  view.requestAnimationFrame(look);
  return look;
};
