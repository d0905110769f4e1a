// What a partner's page notes for the tests: the embeds' events, its own errors, layout shifts.
const recorded = { events: [], errors: [], shifts: [] };

for (const step of ["loading", "ready", "error", "share", "comment"]) {
  const type = `article-embed-${step}`;
  document.addEventListener(type, ({ detail, target, bubbles, composed }) =>
    recorded.events.push({ type, detail, target: target.localName, bubbles, composed }),
  );
}
addEventListener("error", ({ message }) => recorded.errors.push(message));
addEventListener("unhandledrejection", ({ reason }) => recorded.errors.push(String(reason)));

// What has moved, from where to where: elements of the page, or of an embed.
new PerformanceObserver((list) => {
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  for (const { value, sources } of list.getEntries()) {
    const moved = sources.map(({ node, previousRect, currentRect }) => {
      const name = node?.className || node?.localName || node?.textContent.trim().slice(0, 20);
      return `${name} from ${place(previousRect)} to ${place(currentRect)}`;
    });
    recorded.shifts.push(`${value}: ${moved.join(", ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });
