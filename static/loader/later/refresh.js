// Stories that have changed at their publisher's since they were shown: when that is looked for, and how the newer
// one comes into the place of the older.

import { isSelecting, saves } from "../reader.js";

// What decides whether a story is another one: its own words, its dates, and what it shows and leads to. Words of the
// interface, which are numbered, may be in another language, and what the islands have taken is theirs.
const ownOf = (root) => {
  const own = [];
  for (const part of ["> header", "> figure", "[data-place=text]"]) {
    const stands = root.querySelector(`[data-context] ${part}`);
    for (const thing of stands?.querySelectorAll("[src], [href], time") ?? [])
      own.push(thing.dateTime ?? thing.src ?? thing.href);
    const copy = stands?.cloneNode(true);
    for (const other of copy?.querySelectorAll("[data-say], [data-live]") ?? []) other.remove();
    own.push(copy?.textContent);
  }
  return own.join("\n");
};

// Whether the newer story is another one for its readers, and why: its publisher has given it a newer date or not.
export const changeOf = (root, elements, before, after) => {
  if (ownOf(root) === ownOf(elements)) return;
  return (after.modified ?? "") > (before.modified ?? "") ? "updated" : "corrected";
};

// Whether the reader is in the middle of something that would be lost.
export const isInUse = (root) =>
  root.querySelector("dialog[open], iframe") ||
  [...root.querySelectorAll("video, audio")].some((player) => !player.paused) ||
  root.activeElement?.matches("input, textarea") ||
  isSelecting(root);

// Holds what is being read where it is, while another story takes its place; the function that this gives does it.
export const holdReading = (root) => {
  const blocks = () => [...(root.querySelector("[data-place=text]")?.children ?? [])];
  const before = blocks();
  const index = before.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  const read = before[index];
  const top = read?.getBoundingClientRect().top;
  return () => {
    if (!read || top > innerHeight || read === before[0] && top > 0) return;
    const now = blocks();
    const same = now.find((block) => block.textContent === read.textContent) ?? now[Math.min(index, now.length - 1)];
    const hold = () => {
      const moved = same ? same.getBoundingClientRect().top - top : 0;
      if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
    };
    hold();
    // Browsers that hold the place themselves have done so by then.
    requestAnimationFrame(hold);
  };
};

// A story in the page itself may be this old, in milliseconds; what was fetched is as new as its server has it.
const OLD = 3600000;

// Every how many minutes the element wants a look; 0 where it names none of those that it may. Any other number could
// be anything: `setTimeout` takes large ones for none.
export const minutesOf = (host) => (/^(1|5|15|60)$/.test(host.refresh) ? Number(host.refresh) : 0);

// Calls back when a look is due, as the element's option says, until the signal. `declared` is what a story tells that
// came with the page.
export const whenDue = (host, declared, look, signal) => {
  let timer, isDue;
  const again = () => {
    clearTimeout(timer);
    const minutes = minutesOf(host);
    if (minutes && !signal.aborted) timer = setTimeout(due, minutes * 60000);
  };
  const due = () => {
    isDue = document.visibilityState !== "visible";
    // Nobody reads what nobody sees.
    if (!isDue) look().catch(() => {}).finally(again);
  };
  document.addEventListener("visibilitychange", () => isDue && due(), { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  const isOld = declared && Date.now() - Date.parse(declared.made) > OLD;
  const isAuto = host.refresh !== "never" && !minutesOf(host);
  const isIdle = host.refresh === "idle" || (isAuto && isOld && !saves());
  if (isIdle) (window.requestIdleCallback ?? setTimeout)(due);
  else again();
};
