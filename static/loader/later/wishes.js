// What an element wants of its story, held against what a story was rendered with.

// The attributes that decide how a story is rendered.
const deciding =
  "item format url publisher follow comments comments-url comments-order share share-url lang".split(" ");

// Those that an element has.
export const attributesOf = (host) =>
  Object.fromEntries(
    deciding.flatMap((name) => {
      const value = host.getAttribute(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );

// Whether the element wants the story otherwise than it was rendered: it has an option that the rendering did not have,
// or another value of it. What the story tells of itself is nothing else.
export const differs = (host, { options = {}, url, publisher }) => {
  const known = { url, publisher, ...options };
  return Object.entries(attributesOf(host)).some(([name, value]) => value !== known[name]);
};
