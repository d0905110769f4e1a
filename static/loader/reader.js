// What is known of the reader.

export const saves = () => navigator.connection?.saveData;
export const near = (rootMargin, next) =>
  new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && next(),
    { rootMargin },
  );
