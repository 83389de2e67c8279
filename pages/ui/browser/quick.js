// Three parts of a figure that Plotly draws slowly, drawn as plain SVG beside it: labels of the vertical axis and notes, which
// it measures one by one, and swarms of equal dots, each of which it builds and styles alone. Saved pictures keep Plotly's own.

const SVG = "http://www.w3.org/2000/svg";
const SWARM = 100; // dots from which a trace is a swarm
const NEAR = 9; // px from a dot at which the pointer means it
const GAP = 7; // px between a label and its axis
const LINE = 1.3, BASE = 0.35; // height of a line, and from its middle down to its baseline, in sizes of the letter
const EDGE = 2; // px that Plotly keeps between a note's text and the spot that it names
const NOTE = new Set(["text", "showarrow", "font", "x", "y", "xref", "yref", "xanchor", "yanchor", "xshift", "yshift", "align"]);

const WIDTHS = new Map();
let pen = null;

function widthOf(text, size, family, weight) {
  const key = `${weight} ${size} ${text}`;
  if (!WIDTHS.has(key)) {
    pen ??= document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${family}`;
    const wide = pen.measureText(text).width;
    if (document.fonts.status !== "loaded") return wide; // of another font
    WIDTHS.set(key, wide);
  }
  return WIDTHS.get(key);
}

// Plotly's small HTML as lines of pieces; the texts were escaped on the server.
function linesOf(markup) {
  const lines = [[]];
  let bold = false, italic = false;
  for (const piece of markup.split(/(<\/?(?:b|i)>|<br>)/)) {
    if (piece === "<br>") lines.push([]);
    else if (/^<\/?b>$/.test(piece)) bold = !piece.startsWith("</");
    else if (/^<\/?i>$/.test(piece)) italic = !piece.startsWith("</");
    else if (piece) lines.at(-1).push({ text: plain(piece), bold, italic });
  }
  return lines;
}

const plain = (text) => text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" })[name]);

const wideOf = (line, { size, family }) => line.reduce((sum, { text, bold }) => sum + widthOf(text, size, family, bold ? 700 : 400), 0);

const isFixed = (axis) => Array.isArray(axis?.range) && axis.range.every((end) => typeof end === "number") && axis.type !== "log";

// Where a value of an axis, or a share of the plot ("paper"), lies, in px from the chart's upper left corner.
function places(layout, margin) {
  const wide = layout.width - margin.l - margin.r, high = layout.height - margin.t - margin.b;
  const along = (axis, value, ref) => (ref === "paper" ? value : (value - axis.range[0]) / (axis.range[1] - axis.range[0]));
  return {
    x: (value, ref = "x") => margin.l + wide * along(layout.xaxis, value, ref),
    y: (value, ref = "y") => margin.t + high * (1 - along(layout.yaxis, value, ref)),
  };
}

function rowLabels(layout, margin) {
  const { yaxis } = layout;
  if (!yaxis?.automargin || !yaxis.ticktext || !isFixed(yaxis) || yaxis.title || layout.xaxis?.automargin) return null;
  const font = { size: 15, color: "#000000", ...layout.font, ...yaxis.tickfont };
  const labels = yaxis.ticktext.map(linesOf);
  const widths = labels.flatMap((lines) => lines.map((line) => wideOf(line, font)));
  margin.l = Math.max(margin.l, Math.ceil(Math.max(0, ...widths)) + GAP + 2);
  return { labels, font, values: yaxis.tickvals };
}

function takeSwarms(data, layout) {
  if (!isFixed(layout.xaxis) || !isFixed(layout.yaxis) || layout.yaxis.automargin) return [];
  return data.filter((trace) => trace.type === "scatter" && trace.mode === "markers" && trace.marker?.symbol === "circle"
    && typeof trace.marker.size === "number" && typeof trace.marker.color === "string" && trace.x.length >= SWARM
    && !trace.customdata?.some(Boolean)); // dots that can be chosen stay Plotly's
}

const within = (axis, value, ref) => ref === "paper" || (value - axis.range[0]) * (value - axis.range[1]) <= 0;

// All notes of the figure that stand in the plot or beside it, or null where their places are not known beforehand.
function takeNotes(layout, hasRows) {
  const { annotations, xaxis, yaxis } = layout;
  const isPlain = (note) => note.showarrow === false && Object.keys(note).every((key) => NOTE.has(key))
    && (note.xref === "paper" || isFixed(xaxis)) && (note.yref === "paper" || isFixed(yaxis));
  if (!annotations?.length || !annotations.every(isPlain) || xaxis?.automargin || (yaxis?.automargin && !hasRows)) return null;
  return annotations.filter((note) => within(xaxis, note.x, note.xref) && within(yaxis, note.y, note.yref));
}

// The figure without those parts, and a function that draws them once Plotly has drawn the rest.
export function lightened({ data, layout }) {
  const margin = { l: 80, r: 80, t: 100, b: 80, ...layout.margin };
  const swarms = takeSwarms(data, layout);
  const rows = rowLabels(layout, margin);
  const notes = takeNotes(layout, Boolean(rows));
  const { ticktext, ...bare } = layout.yaxis ?? {};
  const rest = {
    ...layout,
    ...(rows && { margin, yaxis: { ...bare, showticklabels: false, automargin: false } }),
    ...(notes && { annotations: [] }),
  };
  return {
    data: data.filter((trace) => !swarms.includes(trace)),
    layout: rest,
    finish: (holder) => finish(holder, rest, { at: places(rest, margin), margin, rows, notes, swarms }),
  };
}

function element(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function finish(holder, layout, { at, margin, rows, notes, swarms }) {
  holder.querySelectorAll(".lat-quick").forEach((one) => one.remove());
  holder.onpointermove = holder.onpointerdown = null;
  holder.onpointerleave = null;
  const main = holder.querySelector(".main-svg");
  if (!main) return;
  if (rows) main.append(drawnLabels(rows, at, margin));
  if (notes) main.append(drawnNotes(notes, at, layout.font));
  if (!swarms.length) return;
  const group = element("g", { class: "lat-quick" });
  const dots = [];
  for (const trace of swarms) {
    const path = trace.x.map((x, index) => {
      const dot = { x: at.x(x), y: at.y(trace.y[index]), text: trace.hovertext?.[index] };
      dots.push(dot);
      return `M${dot.x.toFixed(1)} ${dot.y.toFixed(1)}h0`;
    }).join("");
    group.append(element("path", { d: path, stroke: trace.marker.color, "stroke-width": trace.marker.size - (trace.marker.line?.width ?? 0), "stroke-linecap": "round", fill: "none" }));
  }
  main.prepend(group);
  listen(holder, dots);
}

const letters = (attributes) => element("g", { class: "lat-quick", style: "white-space: pre", "pointer-events": "none", ...attributes });

// Lines of a text, one below the other, the first one's middle at `top`.
function written(lines, x, top, size) {
  return lines.map((line, row) => {
    const text = element("text", { x: x.toFixed(1), y: (top + size * (BASE + LINE * row)).toFixed(1) });
    for (const { text: said, bold, italic } of line) {
      text.append(bold || italic ? element("tspan", { ...(bold && { "font-weight": 700 }), ...(italic && { "font-style": "italic" }) }, said) : said);
    }
    return text;
  });
}

function drawnLabels({ labels, font, values }, at, margin) {
  const group = letters({ "font-size": font.size, "font-family": font.family, fill: font.color, "text-anchor": "end" });
  labels.forEach((lines, index) => {
    group.append(...written(lines, margin.l - GAP, at.y(values[index]) - ((lines.length - 1) / 2) * LINE * font.size, font.size));
  });
  return group;
}

const SHARE = { left: 0, center: 0.5, right: 1, top: 0, middle: 0.5, bottom: 1 };
const ANCHOR = { left: "start", center: "middle", right: "end" };

// Which side of a note its spot is, where the figure leaves it open: as Plotly, by thirds of the plot.
const thirds = (share, sides) => sides[share < 1 / 3 ? 0 : share > 2 / 3 ? 2 : 1];

function drawnNotes(notes, at, { family, ...usual }) {
  const group = letters({ "font-family": family });
  for (const note of notes) {
    const font = { size: 12, ...usual, ...note.font, family };
    const lines = linesOf(note.text);
    const across = note.xanchor ?? (note.xref === "paper" ? thirds(note.x, ["left", "center", "right"]) : "center");
    const down = note.yanchor ?? (note.yref === "paper" ? thirds(1 - note.y, ["top", "middle", "bottom"]) : "middle");
    const side = lines.length > 1 ? note.align ?? "center" : across;
    const wide = side === across ? 0 : Math.max(...lines.map((line) => wideOf(line, font)));
    const high = lines.length * LINE * font.size;
    const x = at.x(note.x, note.xref) + (note.xshift ?? 0) + EDGE * (1 - 2 * SHARE[across]) + wide * (SHARE[side] - SHARE[across]);
    const y = at.y(note.y, note.yref) - (note.yshift ?? 0) + EDGE * (1 - 2 * SHARE[down]) - high * SHARE[down] + (LINE / 2) * font.size;
    group.append(element("g", { "font-size": font.size, fill: font.color, "text-anchor": ANCHOR[side] }, ...written(lines, x, y, font.size)));
  }
  return group;
}

function listen(holder, dots) {
  const tip = document.createElement("div");
  tip.className = "lat-tip lat-quick";
  tip.hidden = true;
  holder.append(tip);
  holder.onpointermove = holder.onpointerdown = (event) => { // a finger has no hover
    const box = holder.getBoundingClientRect();
    const x = event.clientX - box.left, y = event.clientY - box.top;
    let best = null, least = NEAR;
    for (const dot of dots) {
      const far = Math.hypot(dot.x - x, dot.y - y);
      if (far < least) [best, least] = [dot, far];
    }
    tip.hidden = !best?.text;
    if (tip.hidden) return;
    tip.replaceChildren(...linesOf(best.text).flatMap((line, row) => [...(row ? [document.createElement("br")] : []), line.map(({ text }) => text).join("")]));
    tip.style.left = `${Math.max(0, Math.min(best.x - tip.offsetWidth / 2, holder.clientWidth - tip.offsetWidth))}px`;
    tip.style.top = `${Math.max(0, best.y - tip.offsetHeight - 8)}px`;
  };
  holder.onpointerleave = () => { tip.hidden = true; };
}
