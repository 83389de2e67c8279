// When something is on screen, judged the same way on every page: the marks of a chart are in the document and a frame has passed.

window.benchPainted = {
  // Calls back after the browser has drawn the frame that holds what is in the document now: a message posted from the
  // frame's own callback arrives right behind its drawing, whatever else the page does before the next frame.
  afterFrame: (done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }),

  // Milliseconds from the start of navigation until the first element of `selector` was painted.
  first: (selector) => new Promise((done) => {
    const look = () => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      benchPainted.afterFrame(done);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["d"] });
    look();
  }),

  // Clicks and answers milliseconds until the first and until the last chart in view had its final content. A chart counts
  // when it changed; the page is done when no chart has changed for `quiet` ms. With `everywhere` charts out of view count too. Null when nothing changed at all.
  click: (target, charts, quiet, patience, everywhere = false) => new Promise((done) => {
    const painted = new Map();
    const inView = (chart) => {
      if (everywhere) return true;
      const box = chart.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight;
    };
    let last = performance.now();
    const observer = new MutationObserver((changes) => {
      const changed = new Set(changes.map(({ target: node }) => (node.closest ? node : node.parentElement)?.closest(charts)));
      for (const nothing of [null, undefined]) changed.delete(nothing);
      if (changed.size) last = performance.now();
      benchPainted.afterFrame((now) => changed.forEach((chart) => inView(chart) && painted.set(chart, now)));
    });
    // All of the page, because Streamlit may put a new chart in the place of the old one; what left the page is never in view.
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["d", "transform"] });
    const started = performance.now();
    target.click();
    const wait = () => {
      const now = performance.now();
      if ((painted.size && now - last > quiet) || now - started > patience) {
        observer.disconnect();
        const times = [...painted].filter(([chart]) => chart.isConnected).map(([, time]) => time - started);
        done(times.length ? { first: Math.min(...times), all: Math.max(...times) } : null);
      } else setTimeout(wait, 20);
    };
    wait();
  }),
};
