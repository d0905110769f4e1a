// What a partner's page notes for the tests: the embeds' events, its own errors, layout shifts.
const recorded = { events: [], errors: [], shift: 0 };

for (const step of ["loading", "ready", "error", "share", "comment"]) {
  const type = `article-embed-${step}`;
  document.addEventListener(type, ({ detail, target, bubbles, composed }) =>
    recorded.events.push({ type, detail, target: target.localName, bubbles, composed }),
  );
}
addEventListener("error", ({ message }) => recorded.errors.push(message));
addEventListener("unhandledrejection", ({ reason }) => recorded.errors.push(String(reason)));

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) recorded.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
