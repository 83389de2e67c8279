// Draws the first chart in view at once, the others in view in the next frame, and the rest one by one when the browser is idle.

const jobs = new Map(); // element -> what draws it; a newer request replaces the older one
let running = false;

function inView(node) {
  const box = node.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight;
}

const channel = new MessageChannel();
const breathe = () => new Promise((done) => {
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
});
// After the frame that shows what was just drawn; a hidden page has no frames, so it does not wait for one.
const shown = () => (document.hidden ? breathe() : new Promise((done) => requestAnimationFrame(() => breathe().then(done))));
const idle = () => new Promise((done) => {
  if (window.requestIdleCallback) window.requestIdleCallback(done, { timeout: 400 });
  else setTimeout(done, 50);
});

const attempt = (work) => work().catch((error) => console.error(error));

async function run() {
  running = true;
  let first = true;
  while (jobs.size) {
    for (const node of jobs.keys()) if (!node.isConnected) jobs.delete(node);
    const seen = [...jobs.keys()].filter(inView);
    // One frame for all of them: every frame of its own costs as much as drawing a small chart.
    const turn = first ? seen.slice(0, 1) : seen;
    first = seen.length === 0;
    if (!turn.length && jobs.size) {
      await idle();
      turn.push([...jobs.keys()].find(inView) ?? jobs.keys().next().value);
    }
    const works = turn.map((node) => jobs.get(node));
    turn.forEach((node) => jobs.delete(node));
    for (const work of works) await attempt(work);
    await shown();
  }
  running = false;
}

export function later(node, work) {
  jobs.delete(node);
  jobs.set(node, work);
  if (!running) queueMicrotask(() => { if (!running) run(); });
}

// A printed page shows every chart.
window.addEventListener("beforeprint", () => { for (const [node, work] of jobs) { jobs.delete(node); work(); } });
