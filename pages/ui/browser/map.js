// The map of a region as inline SVG: one button per area, operable by pointer and keyboard, small cities on leader lines.

import { FONT, colours, themeOf } from "./chart.js";

const SVG = "http://www.w3.org/2000/svg";
const LABEL = 15; // px
const LOADED = new Map();
const DRAWN = new WeakMap(); // element -> what it shows, so that an unchanged map is left alone

export function shapesOf(map) {
  if (!LOADED.has(map.shapes)) {
    const address = new URL(map.shapes, document.baseURI);
    LOADED.set(map.shapes, fetch(address).then((answer) => answer.json()).then((shapes) => ({ ...shapes, view_box: shapes.view_box.split(" ").map(Number) })));
  }
  return LOADED.get(map.shapes);
}

function node(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Missing is hatched, zero is white, withheld carries a dot: never colour alone.
function fillOf(area, palette) {
  if (!area || area.class === "missing") return "url(#lat-hatch)";
  if (area.class === "zero" || area.class === "withheld") return palette.zero;
  return palette.classes[area.class];
}

// px kept beside the outlines for the labels of small cities
const sideOf = (shapes, map) => Math.max(0, ...shapes.areas.filter((area) => area.is_small).map((area) => (map.areas[area.teryt]?.name.length ?? 4) * 8 + 24));

function leaders(shapes, unit) {
  const [left, , across] = shapes.view_box;
  const gap = 30 * unit;
  const sides = { left: [], right: [] };
  for (const area of shapes.areas) if (area.is_small) sides[area.label_x - left < across / 2 ? "left" : "right"].push(area);
  for (const side of Object.values(sides)) {
    side.sort((one, other) => one.label_y - other.label_y);
    side.forEach((area, at) => { area.at_y = Math.max(area.label_y, at ? side[at - 1].at_y + gap : -Infinity); });
  }
  return sides;
}

export function mapSvg(shapes, map, theme, width) {
  const palette = colours(theme);
  const [left, top, across, down] = shapes.view_box;
  const beside = sideOf(shapes, map);
  const hasSide = (side) => shapes.areas.some((area) => area.is_small && (area.label_x - left < across / 2) === (side === "left"));
  const room = (hasSide("left") ? beside : 0) + (hasSide("right") ? beside : 0);
  const unit = across / Math.max(width - room, 120); // map units in one px
  const sides = leaders(shapes, unit);
  const x0 = left - (sides.left.length ? beside * unit : 0);
  const wide = across + room * unit;
  const height = Math.round((down / unit) + 8);
  const svg = node("svg", { viewBox: `${x0} ${top - 4 * unit} ${wide} ${down + 8 * unit}`, width, height, "font-family": FONT });
  svg.append(node("defs", {}, node("pattern", { id: "lat-hatch", width: 7 * unit, height: 7 * unit, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    node("rect", { width: 7 * unit, height: 7 * unit, fill: palette.zero }),
    node("rect", { width: 1.6 * unit, height: 7 * unit, fill: palette.muted }))));
  const areas = node("g", {});
  const marks = node("g", { "pointer-events": "none" });
  svg.append(areas, marks);
  const isPlain = (shape) => typeof map.areas[shape.teryt]?.class !== "number";
  // Areas without a class come last: their outline must stay visible where neighbours are dark.
  for (const shape of [...shapes.areas].sort((one, other) => isPlain(one) - isPlain(other))) {
    const area = map.areas[shape.teryt];
    const plain = isPlain(shape);
    areas.append(node("path", {
      d: shape.path, fill: fillOf(area, palette), "fill-rule": "evenodd", stroke: plain ? palette.muted : palette.border,
      "stroke-width": 1.2 * unit, "stroke-linejoin": "round", "data-teryt": shape.teryt,
    }));
    if (shapes.kind === "tiles") {
      const dark = typeof area?.class === "number" && theme === "light" && area.class > 3;
      marks.append(node("text", { x: shape.label_x, y: shape.label_y + 5 * unit, "font-size": 14 * unit, "text-anchor": "middle", fill: plain ? palette.text : dark ? "#000000" : palette.border }, (area?.name ?? "").slice(0, 4)));
    }
    if (area?.class === "withheld") marks.append(node("circle", { cx: shape.label_x, cy: shape.label_y, r: 4.5 * unit, fill: palette.text }));
    if (shape.teryt === map.focus) {
      marks.append(node("path", { d: shape.path, fill: "none", stroke: palette.background, "stroke-width": 6 * unit, "stroke-linejoin": "round" }));
      marks.append(node("path", { d: shape.path, fill: "none", stroke: palette.chosen, "stroke-width": 3.2 * unit, "stroke-linejoin": "round" }));
    }
  }
  for (const [side, cities] of Object.entries(sides)) {
    const start = side === "left" ? left - 8 * unit : left + across + 8 * unit;
    for (const city of cities) {
      const area = map.areas[city.teryt];
      const line = node("path", { d: `M${city.label_x} ${city.label_y}L${start} ${city.at_y}`, stroke: palette.text, "stroke-width": unit, fill: "none" });
      const dot = node("circle", { cx: city.label_x, cy: city.label_y, r: 3 * unit, fill: palette.text });
      marks.append(line, dot);
      const edge = side === "left" ? x0 : start;
      const label = node("g", { "data-label": city.teryt },
        node("rect", { x: edge, y: city.at_y - 14 * unit, width: (beside - 8) * unit, height: 28 * unit, rx: 3 * unit, fill: palette.background, stroke: city.teryt === map.focus ? palette.chosen : "none", "stroke-width": 2.5 * unit }),
        node("text", { x: side === "left" ? start - 4 * unit : start + 4 * unit, y: city.at_y + 5 * unit, "font-size": LABEL * unit, fill: palette.text, "text-anchor": side === "left" ? "end" : "start" }, area?.name ?? city.teryt));
      svg.append(label);
    }
  }
  return svg;
}

function nearest(shapes, from, key) {
  const here = shapes.areas.find((area) => area.teryt === from);
  const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = null, cost = Infinity;
  for (const area of shapes.areas) {
    const x = area.label_x - here.label_x, y = area.label_y - here.label_y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead > 0 && ahead + 2 * aside < cost) [best, cost] = [area.teryt, ahead + 2 * aside];
  }
  return best;
}

function swatch(kind, palette) {
  const svg = node("svg", { width: 26, height: 18, "aria-hidden": "true" });
  const fill = typeof kind === "number" ? palette.classes[kind] : palette.zero;
  svg.append(node("rect", { x: 1, y: 1, width: 24, height: 16, fill, stroke: palette.muted }));
  if (kind === "missing") for (let at = -8; at < 26; at += 6) svg.append(node("path", { d: `M${at} 17l16 -16`, stroke: palette.muted, "stroke-width": 1.6 }));
  if (kind === "withheld") svg.append(node("circle", { cx: 13, cy: 9, r: 4.5, fill: palette.text }));
  return svg;
}

function legend(map, palette) {
  const list = document.createElement("ul");
  list.className = "lat-legend";
  for (const [kind, words] of map.legend) {
    const item = document.createElement("li");
    item.append(swatch(kind, palette), words);
    list.append(item);
  }
  return list;
}

// The legend of a saved picture: rows of swatches with their words. Returns the group and its height in px.
export function legendSvg(map, palette, width) {
  const group = node("g", {});
  let x = 0, y = 0;
  for (const [kind, words] of map.legend) {
    const wide = 52 + words.length * 8.5;
    if (x + wide > width && x) [x, y] = [0, y + 28];
    const mark = swatch(kind, palette);
    mark.setAttribute("x", x);
    mark.setAttribute("y", y);
    group.append(mark, node("text", { x: x + 34, y: y + 14, "font-size": 16, fill: palette.text }, words));
    x += wide;
  }
  return { group, height: y + 28 };
}

export async function drawMap(holder, map, choose) {
  const shapes = await shapesOf(map);
  if (!holder.isConnected || !holder.clientWidth) return;
  const width = Math.min(holder.clientWidth, 760);
  const theme = themeOf(holder);
  const wanted = `${width} ${theme} ${JSON.stringify(map)}`;
  if (DRAWN.get(holder) === wanted) return;
  DRAWN.set(holder, wanted);
  const palette = colours(theme);
  const active = holder.querySelector("[data-teryt]:focus")?.dataset.teryt;
  const svg = mapSvg(shapes, map, theme, width);
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", map.label);
  const tip = document.createElement("div");
  tip.className = "lat-tip";
  tip.hidden = true;
  const ring = node("path", { class: "lat-ring", fill: "none", stroke: palette.text, "stroke-width": 3, "vector-effect": "non-scaling-stroke", "stroke-dasharray": "5 3", "pointer-events": "none" });
  svg.append(ring);
  const spoken = (teryt) => (map.areas[teryt] ? `${map.areas[teryt].name}: ${map.areas[teryt].text}` : teryt);
  const paths = new Map([...svg.querySelectorAll("[data-teryt]")].map((path) => [path.dataset.teryt, path]));
  const point = (teryt) => {
    tip.textContent = spoken(teryt);
    tip.hidden = false;
    const box = paths.get(teryt).getBoundingClientRect(), frame = holder.getBoundingClientRect();
    const middle = box.left - frame.left + box.width / 2;
    tip.style.left = `${Math.max(0, Math.min(middle - tip.offsetWidth / 2, frame.width - tip.offsetWidth))}px`;
    tip.style.top = `${Math.max(0, box.top - frame.top - tip.offsetHeight - 6)}px`;
  };
  const leave = () => { tip.hidden = true; };
  const first = paths.has(map.focus) ? map.focus : shapes.areas[0].teryt;
  let current = active && paths.has(active) ? active : first;
  for (const [teryt, path] of paths) {
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", spoken(teryt));
    path.setAttribute("aria-pressed", String(teryt === map.focus));
    path.setAttribute("tabindex", teryt === current ? "0" : "-1");
    path.onfocus = () => { ring.setAttribute("d", path.getAttribute("d")); point(teryt); };
    path.onblur = () => { ring.removeAttribute("d"); leave(); };
    path.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(teryt); return; }
      if (event.key === "Escape") { leave(); return; }
      const order = shapes.areas.map((area) => area.teryt);
      const to = event.key === "Home" ? order[0] : event.key === "End" ? order.at(-1) : event.key.startsWith("Arrow") ? nearest(shapes, teryt, event.key) : null;
      if (event.key.startsWith("Arrow") || to) event.preventDefault();
      if (!to) return;
      paths.get(current).setAttribute("tabindex", "-1");
      current = to;
      paths.get(to).setAttribute("tabindex", "0");
      paths.get(to).focus();
    };
  }
  for (const target of svg.querySelectorAll("[data-teryt],[data-label]")) {
    const teryt = target.dataset.teryt ?? target.dataset.label;
    target.onpointerenter = () => point(teryt);
    target.onpointerleave = leave;
    target.onclick = () => choose(teryt);
  }
  const hint = document.createElement("p");
  hint.className = "lat-hint";
  hint.textContent = `${map.hint} ${shapes.note[map.language]}`;
  holder.dataset.drawn = `${holder.clientWidth} ${theme}`;
  holder.replaceChildren(svg, tip, legend(map, palette), hint);
  if (active && paths.has(active)) paths.get(active).focus();
}
