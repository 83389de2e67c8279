// Saves a card's chart or map as SVG or PNG: title, subtitle and source stand inside the picture, always in light colours.

import { FONT, colours, plotly, prepare } from "./chart.js";
import { legendSvg, mapSvg, shapesOf } from "./map.js";

const WIDTH = 1000, MARGIN = 32, SCALE = 2;
const SVG = "http://www.w3.org/2000/svg";

function wrap(text, size, weight) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${FONT}`;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width <= WIDTH - 2 * MARGIN || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

async function inner(card) {
  if (card.map) {
    const shapes = await shapesOf(card.map);
    const svg = mapSvg(shapes, card.map, "light", WIDTH - 2 * MARGIN);
    const legend = legendSvg(card.map, colours("light"), WIDTH - 2 * MARGIN);
    return { svg, height: Number(svg.getAttribute("height")), legend, note: shapes.note[card.map.language] };
  }
  const Plotly = await plotly();
  const { data, layout } = prepare(card.figure, "light", WIDTH - 2 * MARGIN);
  const size = { width: layout.width, height: layout.height };
  const address = await Plotly.toImage({ data, layout }, { format: "svg", ...size });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  return { svg: new DOMParser().parseFromString(text, "image/svg+xml").documentElement, height: layout.height };
}

async function compose(card) {
  const palette = colours("light");
  const { svg, height, legend, note } = await inner(card);
  const root = document.createElementNS(SVG, "svg");
  let y = MARGIN;
  const write = (text, size, weight, fill) => {
    for (const line of wrap(text, size, weight)) {
      y += size * 1.3;
      const node = document.createElementNS(SVG, "text");
      for (const [name, value] of Object.entries({ x: MARGIN, y, fill, "font-size": size, "font-weight": weight })) node.setAttribute(name, value);
      node.textContent = line;
      root.append(node);
    }
  };
  write(card.title, 26, 650, palette.text);
  write(card.subtitle, 17, 400, palette.muted);
  y += 16;
  for (const [name, value] of Object.entries({ x: MARGIN, y, width: WIDTH - 2 * MARGIN, height })) svg.setAttribute(name, value);
  root.append(svg);
  y += height;
  if (legend) {
    legend.group.setAttribute("transform", `translate(${MARGIN} ${y + 14})`);
    root.append(legend.group);
    y += legend.height + 14;
  }
  if (note) write(note, 15, 400, palette.muted);
  write(card.source, 15, 400, palette.muted);
  y += MARGIN;
  for (const [name, value] of Object.entries({ width: WIDTH, height: y, viewBox: `0 0 ${WIDTH} ${y}`, "font-family": FONT })) root.setAttribute(name, value);
  const paper = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: WIDTH, height: y, fill: palette.background })) paper.setAttribute(name, value);
  root.prepend(paper);
  return { root, height: y };
}

// A picture drawn to a canvas sees no fonts of the page, so it must carry its own.
async function withFont(root) {
  const address = document.querySelector('link[rel="preload"][as="font"]')?.href;
  if (!address) return;
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  const style = document.createElementNS(SVG, "style");
  style.textContent = `@font-face{font-family:"Source Sans";font-weight:200 900;src:url(data:font/woff2;base64,${btoa(binary)})}`;
  root.prepend(style);
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export async function savePicture(card, format) {
  const { root, height } = await compose(card);
  if (format === "png") await withFont(root);
  const text = new XMLSerializer().serializeToString(root);
  const svg = new Blob([text], { type: "image/svg+xml" });
  if (format === "svg") return save(svg, `${card.file}.svg`);
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SCALE;
  canvas.height = height * SCALE;
  const pen = canvas.getContext("2d");
  pen.scale(SCALE, SCALE);
  pen.drawImage(image, 0, 0);
  URL.revokeObjectURL(image.src);
  return save(await new Promise((done) => canvas.toBlob(done, "image/png")), `${card.file}.png`);
}
