// Forum mode: the views of a talk as slides for a hall. Everything arrives at once, so it goes on when the network is cut.

import { element, split, unpack } from "./card.js";
import { colours, plotly, prepare, themeOf } from "./chart.js";
import { legendSvg, mapSvg, shapesOf } from "./map.js";

const ZOOM = 1.45; // letters of 14 px, a chart's smallest, then measure 20 px
const LEAST_ROW = 17; // px of a row of a dense chart before zooming
const SQUEEZE = 1.08; // a chart may be that much higher than the room and is then drawn smaller, so that labels keep apart
const KNOWN = new WeakMap(); // the component's element -> what was built in it
const KEYS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity,
};

function build(root) {
  const parts = { at: 0, dark: false };
  parts.head = element("h2", { className: "lat-slide-title" });
  parts.sub = element("p", { className: "lat-slide-sub" });
  parts.body = element("div", { className: "lat-slide-body" });
  parts.chart = element("div", { className: "lat-slide-chart", role: "img" });
  parts.table = element("div", { className: "lat-slide-table" });
  parts.body.append(parts.chart, parts.table);
  parts.source = element("p", { className: "lat-slide-source" });
  parts.notice = element("p", { className: "lat-slide-notice" });
  parts.qr = element("div", { className: "lat-slide-qr" });
  parts.count = element("span", { className: "lat-slide-count" });
  parts.bar = element("div", { className: "lat-slide-bar" }, element("div", {}));
  const top = element("div", { className: "lat-slide-top" }, element("div", {}, parts.head, parts.sub), parts.qr);
  const foot = element("div", { className: "lat-slide-foot" }, element("div", {}, parts.notice, parts.source), parts.count);
  parts.slide = element("section", { className: "lat-slide", "aria-live": "polite", "aria-atomic": "true" }, top, parts.body, foot, parts.bar);
  parts.blank = element("div", { className: "lat-slide-blank", hidden: true });
  parts.stage = element("div", { className: "lat-stage lat-own", tabIndex: 0, role: "group" }, parts.slide, parts.blank);
  parts.start = element("button", { type: "button", className: "lat-start" });
  parts.back = element("button", { type: "button" }, "‹");
  parts.next = element("button", { type: "button" }, "›");
  parts.hint = element("p", { className: "lat-hint" });
  parts.notes = element("p", { className: "lat-slide-notes" });
  const controls = element("div", { className: "lat-stage-controls" }, parts.start, parts.back, parts.next);
  root.replaceChildren(element("div", { className: "lat-talk lat-own" }, controls, parts.hint, parts.stage, parts.notes));
  parts.start.onclick = () => present(parts);
  parts.back.onclick = () => move(parts, -1);
  parts.next.onclick = () => move(parts, 1);
  parts.stage.onkeydown = (event) => press(parts, event);
  parts.stage.onclick = () => { if (isPresenting(parts)) move(parts, 1); };
  parts.observer = new ResizeObserver(() => requestAnimationFrame(() => show(parts)));
  parts.observer.observe(parts.stage);
  parts.left = () => {
    if (document.fullscreenElement !== parts.stage) {
      parts.stage.classList.remove("lat-presenting");
      blank(parts, false);
    }
  };
  document.addEventListener("fullscreenchange", parts.left);
  return parts;
}

const isPresenting = (parts) => parts.stage.classList.contains("lat-presenting");

// Where a browser refuses full screen (an embedded view), the stage covers the window instead.
async function present(parts) {
  parts.stage.classList.add("lat-presenting");
  parts.stage.focus();
  try {
    await parts.stage.requestFullscreen();
  } catch {
    parts.stage.focus();
  }
}

async function leave(parts) {
  if (document.fullscreenElement) await document.exitFullscreen();
  parts.stage.classList.remove("lat-presenting");
  blank(parts, false);
  parts.start.focus();
}

function blank(parts, on) {
  parts.dark = on;
  parts.blank.hidden = !on;
  parts.slide.setAttribute("aria-hidden", String(on));
}

function press(parts, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const key = event.key;
  if (key === "Escape" && isPresenting(parts)) leave(parts);
  else if (["b", "B", "."].includes(key)) blank(parts, !parts.dark);
  else if (key === "Enter" && !isPresenting(parts)) present(parts);
  else if (key in KEYS) {
    if (parts.dark) blank(parts, false);
    else move(parts, KEYS[key]);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function move(parts, by) {
  const to = Math.min(Math.max(parts.at + by, 0), parts.talk.slides.length - 1);
  if (to === parts.at) return;
  parts.at = to;
  show(parts);
}

// Two lines at the most: a long finding gets smaller letters, down to 28 px of a 720 px screen.
function fit(node, unit) {
  for (let size = 40; size >= 28; size -= 2) {
    node.style.fontSize = `${size * unit}px`;
    if (node.scrollHeight <= 2.5 * size * unit) return;
  }
}

async function show(parts) {
  const { talk, at } = parts;
  const slide = talk.slides[at], card = talk.cards[at];
  const unit = parts.stage.clientWidth / 1280;
  if (!unit) return;
  parts.stage.style.setProperty("--unit", unit);
  parts.head.textContent = slide.title;
  parts.sub.textContent = card.subtitle;
  parts.source.textContent = card.source;
  parts.notice.innerHTML = card.notice;
  parts.notice.textContent = [...parts.notice.children].map((one) => one.textContent).join(" ").slice(0, 260);
  parts.notice.hidden = !card.notice;
  parts.qr.innerHTML = slide.qr;
  parts.count.textContent = `${at + 1} / ${talk.slides.length}`;
  parts.bar.firstChild.style.width = `${(100 * (at + 1)) / talk.slides.length}%`;
  parts.back.disabled = at === 0;
  parts.next.disabled = at === talk.slides.length - 1;
  parts.notes.textContent = slide.notes;
  parts.notes.hidden = !slide.notes;
  fit(parts.head, unit);
  const wanted = `${at} ${parts.body.clientWidth} ${parts.body.clientHeight} ${themeOf(parts.chart)}`;
  if (parts.drawn === wanted) return;
  parts.drawn = wanted;
  parts.chart.setAttribute("aria-label", card.sentence);
  parts.chart.hidden = !card.figure && !card.map;
  parts.table.hidden = !parts.chart.hidden;
  if (card.map) await drawMap(parts, card);
  else if (card.figure) await drawChart(parts, card, unit);
  else await drawTable(parts, card, wanted);
  parts.stage.dataset.shown = String(at);
}

const fresh = (parts) => {
  if (parts.picture?.data) window.Plotly?.purge(parts.picture);
  parts.picture = element("div", {});
  parts.chart.replaceChildren(parts.picture);
  return parts.picture;
};

async function drawMap(parts, card) {
  const shapes = await shapesOf(card.map);
  const { clientWidth: width, clientHeight: height } = parts.body, theme = themeOf(parts.chart);
  const svg = mapSvg(shapes, card.map, theme, 720);
  const legend = legendSvg(card.map, colours(theme), 300);
  const holder = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  holder.append(legend.group);
  for (const [name, value] of Object.entries({ viewBox: `0 0 300 ${legend.height}`, width: 300 * ZOOM * (width / 1184) })) holder.setAttribute(name, value);
  svg.removeAttribute("width");
  svg.setAttribute("height", height);
  svg.style.maxWidth = `${width - 330 * ZOOM * (width / 1184)}px`;
  svg.querySelectorAll("[tabindex]").forEach((area) => area.removeAttribute("tabindex")); // a slide has no controls
  const picture = fresh(parts);
  picture.className = "lat-slide-map";
  picture.append(svg, holder);
}

async function drawChart(parts, card, unit) {
  const Plotly = await plotly();
  const zoom = ZOOM * unit, picture = fresh(parts);
  const width = Math.floor(parts.body.clientWidth / zoom), room = Math.floor(parts.body.clientHeight / zoom);
  const { data, layout } = prepare(card.figure, themeOf(parts.chart), Math.max(width, 521));
  // A hall's screen is wide: names of rows stand on one line, and rows move together.
  const names = layout.yaxis?.ticktext?.map((name) => name.replaceAll("<br>", " "));
  const least = names ? names.length * LEAST_ROW + (layout.margin?.t ?? 0) + (layout.margin?.b ?? 0) : SQUEEZE * room;
  const height = Math.max(room, Math.min(least, layout.height));
  const scale = Math.min(1, room / height) * zoom;
  picture.style.zoom = scale;
  await Plotly.newPlot(picture, data, { ...layout, ...(names && { yaxis: { ...layout.yaxis, ticktext: names } }), width: Math.floor(parts.body.clientWidth / scale), height }, { staticPlot: true, responsive: false });
}

async function drawTable(parts, card, wanted) {
  const { table, description } = await card.later();
  if (parts.drawn !== wanted) return;
  parts.table.innerHTML = table || description;
  parts.table.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
  const rows = [...parts.table.querySelectorAll("tbody tr")];
  let left = 0;
  while (rows.length > 1 && parts.table.scrollHeight > parts.body.clientHeight) {
    rows.pop().remove();
    left += 1;
    if (left === 1) parts.table.append(element("p", {}));
    parts.table.lastChild.textContent = parts.talk.words.more.replace("{n}", left);
  }
}

export function render({ data, parentElement }) {
  const bytes = new Uint8Array(data);
  const end = bytes.indexOf(10);
  if (!KNOWN.has(parentElement)) KNOWN.set(parentElement, build(parentElement));
  const parts = KNOWN.get(parentElement);
  const text = new TextDecoder().decode(bytes.subarray(0, end));
  if (parts.text !== text) {
    parts.text = text;
    parts.talk = JSON.parse(text);
    parts.talk.cards = split(bytes.subarray(end + 1)).map(unpack);
    parts.at = Math.min(parts.at, parts.talk.slides.length - 1);
    parts.drawn = "";
    const { words } = parts.talk;
    parts.start.textContent = words.start;
    parts.hint.textContent = words.keys;
    parts.back.setAttribute("aria-label", words.back);
    parts.next.setAttribute("aria-label", words.next);
    parts.stage.setAttribute("aria-label", words.stage);
    // Outlines and chart library are fetched now, while there is a network.
    plotly();
    for (const card of parts.talk.cards) if (card.map) shapesOf(card.map);
  }
  show(parts);
  return () => {
    parts.observer.disconnect();
    document.removeEventListener("fullscreenchange", parts.left);
    if (parts.picture?.data) window.Plotly?.purge(parts.picture);
    KNOWN.delete(parentElement);
  };
}
