// The colours of an embed for which nobody has chosen them: those of the page that it stands on.
//
// What the page declares by `color-scheme`, the style inherits by itself, live. Of a page that declares nothing the
// lightness of the ground is looked for, and looked for again where something may have changed it.

// What an element stands on, out of shadow roots and of frames that are as clear as glass.
const under = (node) => {
  const frame = node.ownerDocument.defaultView?.frameElement;
  return (
    node.assignedSlot ??
    node.parentElement ??
    node.getRootNode().host ??
    (frame && getComputedStyle(frame).colorScheme === "normal" ? frame : undefined)
  );
};

// The lightness of a computed colour, and how much it covers.
const read = (colour) => {
  const [, space, values] = /^(\w+)\((?:[a-z][\w-]* )?(.*)\)/.exec(colour) ?? [, "rgb", "0,0,0,0"];
  const [one, two, three, alpha = 1] = values.split(/[\s,/]+/).map(parseFloat);
  const lightness = /rgb|color/.test(space) ? 0.3 * one + 0.6 * two + 0.1 * three : one;
  return [lightness / (/rgb/.test(space) ? 255 : /^l/.test(space) ? 100 : 1), alpha];
};

// Whether the page is dark without saying so.
const isOnDark = (host) => {
  let node = under(host);
  const declared = host.ownerDocument.querySelector("meta[name=color-scheme i]")?.content;
  if (/dark|light/.test(declared + (node && getComputedStyle(node).colorScheme))) return false;
  let light = 0;
  let rest = 1;
  for (; node && rest > 0.1; node = under(node)) {
    const { backgroundColor, backgroundImage, color } = getComputedStyle(node);
    let [lightness, alpha] = read(backgroundColor);
    // Of a picture nothing is known but what colour can be read on it.
    if (alpha < 1 && backgroundImage !== "none") [lightness, alpha] = [1 - read(color)[0], 1];
    light += rest * alpha * lightness;
    rest *= 1 - alpha;
  }
  return light + rest < 0.5;
};

// Sets the colours in a rule of the embed's style, now and whenever the page may have changed, until the signal;
// returns what looks again.
export const followPage = (host, view, { style }, signal) => {
  const { document } = view;
  const look = () => {
    observer.disconnect();
    if (/^(light|dark)$/.test(host.theme)) return;
    for (let node = under(host); node; node = under(node))
      observer.observe(node, { attributes: true });
    // Where style sheets come and go.
    if (document.head)
      observer.observe(document.head, {
        attributes: true,
        childList: true,
        characterData: true,
        subtree: true,
      });
    const scheme = isOnDark(host) ? "dark" : "";
    if (style.getPropertyValue("--_scheme") !== scheme)
      style.setProperty("--_scheme", scheme, "important");
  };
  const observer = new MutationObserver(look);
  const on = (target, type, isMeant) =>
    target.addEventListener(type, (event) => isMeant(event) && look(), { capture: true, signal });
  on(view.matchMedia("(prefers-color-scheme: dark)"), "change", () => true);
  on(document, "transitionend", ({ propertyName }) => /color|background/.test(propertyName));
  on(document, "load", ({ target }) => target.localName === "link");
  signal.addEventListener("abort", () => observer.disconnect());
  look();
  // Style sheets that hold back the first frame have come by then.
  view.requestAnimationFrame(() => signal.aborted || look());
  return look;
};
