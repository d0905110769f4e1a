// What is read off an element and the things in it.

// What decides which story an element shows.
export const which = (host) => [host.article, host.item, host.format].join("\n");

// The name of the place that an event is in.
export const placeOf = (root, event) => {
  const path = event.composedPath();
  const inside = path.slice(0, path.indexOf(root));
  return inside.find((node) => node.dataset.place)?.dataset.place;
};
