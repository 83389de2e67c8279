// An address may name a card, as in `tools#taper`: its article takes the focus and stays in view while the page is still growing.

const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"]; // whoever moves on is left alone
const SETTLED = 8000; // ms

export function arrive(article, anchor) {
  if (!anchor) return;
  article.id = `view-${anchor}`; // the plain name may be that of a heading
  const kit = window.latarnia;
  if (kit.wanted !== anchor) return;
  kit.wanted = "";
  article.tabIndex = -1;
  const look = () => article.scrollIntoView({ block: "start" });
  const growing = new ResizeObserver(look);
  const leave = () => {
    growing.disconnect();
    for (const move of MOVES) removeEventListener(move, leave, true);
  };
  growing.observe(article.closest('[data-testid="stMainBlockContainer"]') ?? document.body);
  for (const move of MOVES) addEventListener(move, leave, true);
  setTimeout(leave, SETTLED);
  article.focus({ preventScroll: true });
  look();
}
