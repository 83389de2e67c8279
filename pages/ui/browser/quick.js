// Two parts of a figure that Plotly draws slowly, drawn as plain SVG beside it: labels of the vertical axis, which it measures
// one by one, and swarms of equal dots, each of which it builds and styles alone. Saved pictures keep Plotly's own.

const SVG = "http://www.w3.org/2000/svg";
const SWARM = 100; // dots from which a trace is a swarm
const NEAR = 9; // px from a dot at which the pointer means it
const GAP = 7; // px between a label and its axis

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

const isFixed = (axis) => Array.isArray(axis?.range) && axis.range.every((end) => typeof end === "number") && axis.type !== "log";

// Where a value of an axis lies, in px from the chart's upper left corner.
function places(layout, margin) {
  const wide = layout.width - margin.l - margin.r, high = layout.height - margin.t - margin.b;
  const along = (axis, value) => (value - axis.range[0]) / (axis.range[1] - axis.range[0]);
  return {
    x: (value) => margin.l + wide * along(layout.xaxis, value),
    y: (value) => margin.t + high * (1 - along(layout.yaxis, value)),
  };
}

function rowLabels(layout, margin) {
  const { yaxis } = layout;
  if (!yaxis?.automargin || !yaxis.ticktext || !isFixed(yaxis) || yaxis.title || layout.xaxis?.automargin) return null;
  const font = { size: 15, color: "#000000", ...layout.font, ...yaxis.tickfont };
  const labels = yaxis.ticktext.map(linesOf);
  const widths = labels.flatMap((lines) => lines.map((line) => line.reduce((sum, { text, bold }) => sum + widthOf(text, font.size, font.family, bold ? 700 : 400), 0)));
  margin.l = Math.max(margin.l, Math.ceil(Math.max(0, ...widths)) + GAP + 2);
  return { labels, font, values: yaxis.tickvals };
}

function takeSwarms(data, layout) {
  if (!isFixed(layout.xaxis) || !isFixed(layout.yaxis) || layout.yaxis.automargin) return [];
  return data.filter((trace) => trace.type === "scatter" && trace.mode === "markers" && trace.marker?.symbol === "circle"
    && typeof trace.marker.size === "number" && typeof trace.marker.color === "string" && trace.x.length >= SWARM
    && !trace.customdata?.some(Boolean)); // dots that can be chosen stay Plotly's
}

// The figure without those parts, and a function that draws them once Plotly has drawn the rest.
export function lightened({ data, layout }) {
  const margin = { l: 80, r: 80, t: 100, b: 80, ...layout.margin };
  const swarms = takeSwarms(data, layout);
  const rows = rowLabels(layout, margin);
  const { ticktext, ...bare } = layout.yaxis ?? {};
  const rest = rows ? { ...layout, margin, yaxis: { ...bare, showticklabels: false, automargin: false } } : layout;
  return {
    data: data.filter((trace) => !swarms.includes(trace)),
    layout: rest,
    finish: (holder) => finish(holder, rest, places(rest, margin), rows, swarms, margin),
  };
}

function element(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function finish(holder, layout, at, rows, swarms, margin) {
  holder.querySelectorAll(".lat-quick").forEach((one) => one.remove());
  holder.onpointermove = holder.onpointerdown = null;
  holder.onpointerleave = null;
  const main = holder.querySelector(".main-svg");
  if (!main) return;
  if (rows) main.append(drawnLabels(rows, at, margin));
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

function drawnLabels({ labels, font, values }, at, margin) {
  const group = element("g", { class: "lat-quick", "font-size": font.size, "font-family": font.family, fill: font.color, "text-anchor": "end", style: "white-space: pre" });
  labels.forEach((lines, index) => {
    const middle = at.y(values[index]), high = font.size * 1.3;
    lines.forEach((line, row) => {
      const y = middle + font.size * 0.35 + (row - (lines.length - 1) / 2) * high;
      const text = element("text", { x: margin.l - GAP, y: y.toFixed(1) });
      for (const { text: said, bold, italic } of line) {
        text.append(bold || italic ? element("tspan", { ...(bold && { "font-weight": 700 }), ...(italic && { "font-style": "italic" }) }, said) : said);
      }
      group.append(text);
    });
  });
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
