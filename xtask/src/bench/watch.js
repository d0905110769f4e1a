// Runs before everything else on a measured page and reports once: when the story was seen, which tasks
// were long until then, and how much the page moved until three seconds later. The same for every
// competitor: a frame counts as showing the story when the headline and the first paragraph have a place
// and are visible, in the page or in an open shadow root, and its time is taken when it has been painted.
(story, report) => {
  if (window !== top || !location.pathname.startsWith(story.pages)) return;
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const tasks = [];
  const shifts = [];
  const observe = (type, list) => {
    const observer = new PerformanceObserver((entries) => list.push(...entries.getEntries()));
    observer.observe({ type, buffered: true });
    return () => list.push(...observer.takeRecords());
  };
  const takeTasks = observe("longtask", tasks);
  const takeShifts = observe("layout-shift", shifts);

  const isVisible = (element) =>
    element.getBoundingClientRect().height > 0 &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const shows = (root) => {
    const has = (selector, words) =>
      [...root.querySelectorAll(selector)].some(
        (element) => plain(element.textContent) === words && isVisible(element),
      );
    return has("h1, h2, h3, h4, h5, h6", story.headline) && has("p", story.paragraph);
  };
  const isThere = () => {
    const place = document.getElementById("place");
    if (!place) return false;
    for (const element of place.querySelectorAll("*")) {
      if (element.shadowRoot && shows(element.shadowRoot)) return true;
    }
    return shows(place);
  };

  // The largest sum of a window of shifts, as CLS is defined: at most 5 s, without a pause of 1 s.
  const shift = () => {
    let [largest, sum, begin, last] = [0, 0, 0, -Infinity];
    for (const { value, startTime, hadRecentInput } of shifts) {
      if (hadRecentInput) continue;
      if (startTime - last >= 1000 || startTime - begin >= 5000) [sum, begin] = [0, startTime];
      last = startTime;
      sum += value;
      largest = Math.max(largest, sum);
    }
    return largest;
  };

  const finish = (seen) => {
    takeTasks();
    takeShifts();
    const before = tasks.filter(({ startTime }) => startTime < seen);
    report({
      seen,
      origin: performance.timeOrigin,
      blocking: before.reduce((sum, { duration }) => sum + duration - 50, 0),
      shift: shift(),
    });
  };
  const look = () => {
    if (!isThere()) {
      requestAnimationFrame(look);
      return;
    }
    // A message comes when this frame has been painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const seen = performance.now();
      setTimeout(finish, story.settle, seen);
    };
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
}
