// Draws a figure (data and layout as the server described them) with Plotly, in the colours of the theme and the room there is.

import { lightened } from "./quick.js";

const NARROW = 520; // px of chart width below which the figure's narrow layout holds
const PALETTE = JSON.parse(document.getElementById("latarnia-palette").textContent);
export const FONT = '"Source Sans", "Source Sans 3", "Segoe UI", Arial, sans-serif';
const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false, showTips: false, responsive: false };

const DRAWN = new WeakMap(); // element -> what it shows, so that an unchanged chart is left alone
const PLOTTED = new WeakMap(); // element -> what Plotly drew of that

export function plotly() {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  const script = document.querySelector('script[src*="plotly-basic"]');
  return new Promise((done, failed) => {
    script.addEventListener("load", () => done(window.Plotly), { once: true });
    script.addEventListener("error", failed, { once: true });
  });
}

// The theme shows in the page's colour-scheme; exported pictures are always light.
export const themeOf = (node) => (getComputedStyle(node).colorScheme.includes("dark") ? "dark" : "light");
export const colours = (theme) => PALETTE[theme];

// "@focus" is a colour of the palette, "@focus:0.2" the same with that opacity.
function paint(value, palette) {
  if (typeof value === "string") {
    if (!value.startsWith("@")) return value;
    const [name, opacity] = value.slice(1).split(":");
    const colour = palette[name];
    if (!opacity) return colour;
    const part = (from) => parseInt(colour.slice(from, from + 2), 16);
    return `rgba(${part(1)},${part(3)},${part(5)},${opacity})`;
  }
  if (Array.isArray(value)) return value.map((item) => paint(item, palette));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, paint(item, palette)]));
  }
  return value;
}

function merge(base, patch) {
  const result = { ...base };
  for (const [key, value] of Object.entries(patch || {})) {
    const both = value && typeof value === "object" && !Array.isArray(value) && base[key];
    result[key] = both ? merge(base[key], value) : value;
  }
  return result;
}

export const heightOf = (figure, width) => (width < NARROW && figure.narrow?.height) || figure.layout.height;

export function prepare(figure, theme, width) {
  const narrow = width < NARROW;
  const layout = narrow ? merge(figure.layout, figure.narrow) : figure.layout;
  const painted = paint({ data: figure.data, layout }, colours(theme));
  return {
    data: painted.data,
    layout: { ...painted.layout, width, font: { ...painted.layout.font, family: FONT } },
  };
}

export async function draw(node, figure, onChosen) {
  const Plotly = await plotly();
  const width = node.clientWidth;
  if (!width || !node.isConnected) return;
  const theme = themeOf(node);
  const wanted = `${width} ${theme} ${JSON.stringify(figure)}`;
  if (DRAWN.get(node) === wanted) return;
  DRAWN.set(node, wanted);
  const { data, layout, finish } = lightened(prepare(figure, theme, width));
  node.style.minHeight = `${layout.height}px`;
  node.dataset.drawn = `${width} ${theme}`;
  // Often only the labels beside it differ, as with another county in focus.
  const drawn = JSON.stringify([data, layout]);
  if (node.data && PLOTTED.get(node) === drawn) return finish(node);
  PLOTTED.set(node, drawn);
  await Plotly.react(node, data, layout, CONFIG);
  finish(node);
  node.removeAllListeners?.("plotly_click");
  if (onChosen) {
    node.on("plotly_click", (event) => {
      const chosen = event.points.map((point) => point.customdata).find((code) => typeof code === "string");
      if (chosen) onChosen(chosen);
    });
  }
}
