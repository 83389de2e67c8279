// One card: title, tabs for chart, table and description, downloads, source. The server sends the content, this draws it.

import { arrive } from "./arrive.js";
import { draw, heightOf, themeOf } from "./chart.js";
import { drawMap } from "./map.js";
import { later } from "./queue.js";
import { save, savePicture } from "./picture.js";

const MADE = ["xlsx", "parquet"]; // files that the server makes when they are asked for
const KNOWN = new WeakMap(); // the component's element -> what was built in it

export function element(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node && name !== "role") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function build(root) {
  const id = `card-${Math.random().toString(36).slice(2, 9)}`;
  const parts = { tab: 0, id, shown: {} };
  parts.title = element("div", {});
  parts.subtitle = element("p", { className: "lat-subtitle" });
  parts.list = element("div", { className: "lat-tabs", role: "tablist" });
  parts.tabs = [];
  parts.panels = [];
  for (const at of [0, 1, 2]) {
    const tab = element("button", { type: "button", role: "tab", id: `${id}-tab${at}`, "aria-controls": `${id}-panel${at}` });
    const panel = element("div", { className: "lat-panel", role: "tabpanel", id: `${id}-panel${at}`, "aria-labelledby": tab.id });
    tab.onclick = () => open(parts, at);
    tab.onkeydown = (event) => {
      const shown = parts.tabs.filter((one) => !one.hidden);
      const here = shown.indexOf(tab), last = shown.length - 1;
      const next = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last }[event.key];
      if (next === undefined) return;
      const to = parts.tabs.indexOf(shown[next]);
      event.preventDefault();
      open(parts, to);
      parts.tabs[to].focus();
    };
    parts.tabs.push(tab);
    parts.panels.push(panel);
  }
  parts.chart = element("div", { className: "lat-chart" });
  parts.notice = element("div", { className: "lat-notice" });
  parts.panels[0].append(parts.notice, parts.chart);
  parts.buttons = {};
  const downloads = element("div", { className: "lat-downloads" });
  for (const kind of ["csv", ...MADE, "png", "svg"]) {
    parts.buttons[kind] = element("button", { type: "button" });
    parts.buttons[kind].onclick = () => download(parts, kind);
    downloads.append(parts.buttons[kind]);
  }
  parts.source = element("p", { className: "lat-source" });
  parts.list.append(...parts.tabs);
  parts.told = element("p", { className: "lat-told", role: "status" });
  const foot = element("div", { className: "lat-foot" }, parts.source, downloads, parts.told);
  parts.article = element("article", { className: "lat-card lat-own" }, parts.title, parts.subtitle, parts.list, ...parts.panels, foot);
  parts.section = element("h2", { className: "lat-section", hidden: true });
  root.replaceChildren(parts.section, parts.article);
  let waiting = 0;
  parts.observer = new ResizeObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      if (parts.tab === 0 && parts.chart.dataset.drawn !== `${parts.chart.clientWidth} ${themeOf(parts.chart)}`) drawFigure(parts);
    });
  });
  parts.observer.observe(parts.chart);
  return parts;
}

function open(parts, at) {
  parts.tab = at;
  parts.tabs.forEach((tab, index) => {
    tab.setAttribute("aria-selected", String(index === at));
    tab.tabIndex = index === at ? 0 : -1;
    parts.panels[index].hidden = index !== at;
  });
  fill(parts);
}

// A table may be long, so it is unpacked and enters the page only when somebody opens its tab.
async function fill(parts) {
  const { card, tab } = parts;
  if (tab === 0) return drawFigure(parts);
  const html = (await card.later())[[null, "table", "description"][tab]];
  if (parts.card === card && parts.shown[tab] !== html) {
    parts.panels[tab].innerHTML = html;
    parts.shown[tab] = html;
  }
}

// What the server sent: a line of JSON for what is seen at once, then JSON in gzip for what waits (card.py, `sent`).
export function unpack(bytes) {
  const end = bytes.indexOf(10);
  const card = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  let waiting;
  card.later = () => waiting ??= new Response(new Blob([bytes.subarray(end + 1)]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  return card;
}

const same = (one, other) => one?.length === other.length && one.every((byte, at) => byte === other[at]);

function drawFigure(parts) {
  const { card, chart } = parts;
  chart.hidden = !card.figure && !card.map;
  if (card.map) {
    later(chart, () => drawMap(chart, card.map, (code) => parts.choose(code)));
  } else if (card.figure) {
    // Keeps the page still while the library loads; measured once, because asking for a width forces a layout.
    if (!chart.style.minHeight) chart.style.minHeight = `${heightOf(card.figure, chart.clientWidth)}px`;
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", card.sentence);
    later(chart, () => draw(chart, card.figure, card.can_choose ? (code) => parts.choose(code) : null));
  }
}

async function download(parts, kind) {
  const { card } = parts;
  parts.told.textContent = "";
  if (MADE.includes(kind)) fetchFile(parts, kind);
  else if (kind === "csv") save(new Blob([(await card.later()).csv], { type: "text/csv;charset=utf-8" }), `${card.file}.csv`);
  else savePicture(card, kind);
}

// The server knows the cards it has sent lately (files.py). One that it has let go it knows again once the page has run.
async function fetchFile(parts, kind) {
  const { card } = parts, address = new URL(`./files/${card.key}.${kind}`, document.baseURI);
  const ask = () => fetch(address).catch(() => ({ ok: false }));
  let answer = await ask();
  if (answer.status === 404) parts.again();
  for (let more = 5; more && answer.status === 404; more--) {
    await new Promise((done) => setTimeout(done, 600));
    answer = await ask();
  }
  if (answer.ok) save(await answer.blob(), `${card.file}.${kind}`);
  else parts.told.textContent = card.words.failed;
}

// One element holds several cards: a byte for the columns, then each card with its length in four bytes (card.py, `together`).
export function split(bytes) {
  const cards = [], view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 1; at < bytes.length; at += 4 + view.getUint32(at)) cards.push(bytes.subarray(at + 4, at + 4 + view.getUint32(at)));
  return cards;
}

function close(parts) {
  parts.observer.disconnect();
  if (parts.chart.data) window.Plotly?.purge(parts.chart);
}

export function render({ data, parentElement, setTriggerValue }) {
  const bytes = new Uint8Array(data), cards = split(bytes);
  if (!KNOWN.has(parentElement)) {
    const deck = element("div", { className: "lat-deck" });
    parentElement.replaceChildren(deck);
    KNOWN.set(parentElement, { deck, slots: [] });
  }
  const { deck, slots } = KNOWN.get(parentElement);
  deck.dataset.columns = bytes[0];
  while (slots.length > cards.length) {
    const parts = slots.pop();
    close(parts);
    parts.article.parentElement.remove();
  }
  cards.forEach((card, at) => {
    if (!slots[at]) {
      const slot = element("div", { className: "lat-slot" });
      deck.append(slot);
      slots.push(build(slot));
    }
    const parts = slots[at];
    parts.choose = (code) => setTriggerValue("chosen", code);
    parts.again = () => setTriggerValue("chosen", { again: Date.now() }); // runs the page once more and chooses nothing
    if (!same(parts.bytes, card)) show(parts, unpack(card)); // a click elsewhere often leaves a card as it was
    parts.bytes = card;
  });
  return () => {
    slots.forEach(close);
    KNOWN.delete(parentElement);
  };
}

function show(parts, card) {
  const before = parts.card;
  parts.card = card;
  const heading = `h${card.level}`;
  if (parts.title.localName !== heading) {
    const title = element(heading, { id: `${parts.id}-title` });
    parts.title.replaceWith(title);
    parts.title = title;
    parts.article.setAttribute("aria-labelledby", title.id);
  }
  parts.section.textContent = card.section;
  parts.section.hidden = !card.section;
  parts.title.textContent = card.title;
  parts.subtitle.textContent = card.subtitle;
  parts.source.textContent = card.source;
  parts.list.setAttribute("aria-label", card.words.views);
  const drawn = Boolean(card.figure || card.map);
  // A card without a picture opens with its table or description; the notice then stands above.
  const filled = [drawn, card.has.includes("table"), card.has.includes("description")];
  if (drawn) parts.panels[0].prepend(parts.notice);
  else parts.list.before(parts.notice);
  parts.tabs.forEach((tab, at) => {
    tab.textContent = card.words.tabs[at];
    tab.hidden = !filled[at];
  });
  for (const [kind, button] of Object.entries(parts.buttons)) {
    button.textContent = kind.toUpperCase();
    button.setAttribute("aria-label", `${card.words[kind]}: ${card.title}`);
    button.hidden = kind === "csv" || MADE.includes(kind) ? !card.has.includes("csv") : !drawn;
  }
  parts.notice.innerHTML = card.notice;
  parts.notice.hidden = !card.notice;
  if (before && filled[parts.tab]) fill(parts);
  else open(parts, Math.max(0, filled.indexOf(true)));
  arrive(parts.article, card.anchor);
}
