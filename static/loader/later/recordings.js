// Recordings with captions are asked for by CORS. Where their server does not allow it, they play without.

export const playWithoutTracks = ({ target }) => {
  const player = target.closest("[crossorigin]");
  // Another file may still come after this one. What has begun to play breaks off for another reason.
  const isLast = target === player ? !player.readyState : target.matches("source:last-of-type");
  if (!player || !isLast) return;
  const isWanted = !player.paused;
  player.removeAttribute("crossorigin");
  for (const track of player.querySelectorAll("track")) track.remove();
  player.load();
  if (isWanted) player.play().catch(() => {});
};
