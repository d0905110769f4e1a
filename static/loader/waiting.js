// Waiting: for a time, for a task of its own, for a painted frame, and for a turn.

export const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const task = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
// A task after the next frame has been painted. Pages that nobody looks at paint none.
export const frame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 100);
  }).then(task);

// Embeds take turns, so that the page stays alive, and the first story is seen before the last.
let turns = Promise.resolve();
export const turn = () => {
  const mine = turns;
  turns = mine.then(task);
  return mine;
};
