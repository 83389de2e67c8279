// Draws charts one at a time: those in view first, the rest when the browser is idle, so that a click is answered at once.

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

async function run() {
  running = true;
  while (jobs.size) {
    for (const node of jobs.keys()) if (!node.isConnected) jobs.delete(node);
    let next = [...jobs.keys()].find(inView);
    if (!next && jobs.size) {
      await idle();
      next = [...jobs.keys()].find(inView) ?? jobs.keys().next().value;
    }
    if (!next) break;
    const work = jobs.get(next);
    jobs.delete(next);
    await work().catch((error) => console.error(error));
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
