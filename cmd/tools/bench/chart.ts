// @ts-types="npm:@types/d3-scale@4.0.9"
import { scaleLinear, scaleLog } from "d3-scale";

export interface Point {
  readonly x: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}

export interface Panel {
  readonly title: string;
  readonly across: string;
  readonly axis: "sizes" | "time";
  readonly lines: readonly Line[];
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

export interface Chart {
  readonly title: string;
  readonly description: string;
  readonly panels: readonly Panel[];
}

const PANEL = { width: 430, height: 300, left: 62, right: 18, top: 62, bottom: 46 } as const;
const LEGEND_LINE = 18;
const TICKS = 5;
const MOST_MARKS = 12;
/** Curves differ by mark as well as by colour (Okabe and Ito's palette, safe for colour-blind readers). */
const MARKS = ["●", "■", "▲", "◆"] as const;
const STYLE = `
    text { font: 12px system-ui, sans-serif; fill: #1f2328 }
    .title { font-size: 14px; font-weight: 600 }
    .tick, .across { fill: #59636e }
    .grid { stroke: #d1d9e0 }
    .line { fill: none; stroke-width: 2 }
    .range { stroke-width: 1.5; opacity: .55 }
    .mark { font-size: 13px; text-anchor: middle; dominant-baseline: central }
    .c0 { stroke: #0072b2 } .m0 { fill: #0072b2 }
    .c1 { stroke: #c04d00 } .m1 { fill: #c04d00 }
    .c2 { stroke: #007a59 } .m2 { fill: #007a59 }
    .c3 { stroke: #a3467e } .m3 { fill: #a3467e }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc }
      .tick, .across { fill: #9198a1 }
      .grid { stroke: #3d444d }
      .c0 { stroke: #56b4e9 } .m0 { fill: #56b4e9 }
      .c1 { stroke: #e69f00 } .m1 { fill: #e69f00 }
      .c2 { stroke: #2fd0a0 } .m2 { fill: #2fd0a0 }
      .c3 { stroke: #e08cc0 } .m3 { fill: #e08cc0 }
    }`;

export function drawChart({ title, description, panels }: Chart): string {
  const width = PANEL.width * panels.length;
  const legend = Math.max(...panels.map(({ lines }) => lines.length)) * LEGEND_LINE;
  const height = PANEL.height + legend;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" \
role="img" aria-labelledby="title desc">
  <title id="title">${escape(title)}</title>
  <desc id="desc">${escape(description)}</desc>
  <style>${STYLE}
  </style>
${panels.map((panel, nth) => drawPanel(panel, nth * PANEL.width)).join("\n")}
</svg>
`;
}

function drawPanel({ title, across, axis, lines, formatX, formatY }: Panel, offset: number): string {
  const points = lines.flatMap((line) => line.points);
  const bottom = PANEL.height - PANEL.bottom;
  const { x, xs } = horizontal(axis, points, [PANEL.left + 12, PANEL.width - PANEL.right - 12]);
  // From zero, so that a curve that looks flat is flat.
  const y = scaleLinear([0, Math.max(...points.map(({ highest }) => highest))], [bottom, PANEL.top]).nice(TICKS);
  const grid = y.ticks(TICKS).map((tick) =>
    `<line class="grid" x1="${PANEL.left}" x2="${PANEL.width - PANEL.right}" y1="${at(y(tick))}" y2="${
      at(y(tick))
    }"/>` +
    `<text class="tick" x="${PANEL.left - 8}" y="${at(y(tick))}" text-anchor="end" dominant-baseline="central">${
      escape(formatY(tick))
    }</text>`
  );
  const sizes = xs.map((size) =>
    `<text class="tick" x="${at(x(size))}" y="${bottom + 18}" text-anchor="middle">${escape(formatX(size))}</text>`
  );
  const curves = lines.map(({ points }, nth) =>
    [
      ...points.map((point) =>
        `<line class="range c${nth}" x1="${at(x(point.x))}" x2="${at(x(point.x))}" y1="${at(y(point.lowest))}" y2="${
          at(y(point.highest))
        }"/>`
      ),
      `<polyline class="line c${nth}" points="${
        points.map((point) => `${at(x(point.x))},${at(y(point.median))}`).join(" ")
      }"/>`,
      ...markedOf(points).map((point) =>
        `<text class="mark m${nth}" x="${at(x(point.x))}" y="${at(y(point.median))}">${MARKS[nth]}</text>`
      ),
    ].join("\n    ")
  );
  const legend = lines.map(({ name }, nth) =>
    `<text x="${PANEL.left}" y="${PANEL.height + 6 + nth * LEGEND_LINE}"><tspan class="m${nth}">${MARKS[nth]}</tspan> ${
      escape(name)
    }</text>`
  );
  return `  <g transform="translate(${offset} 0)">
    <text class="title" x="${PANEL.left}" y="28">${escape(title)}</text>
    ${[...grid, ...sizes].join("\n    ")}
    <text class="across" x="${PANEL.width - PANEL.right}" y="${bottom + 36}" text-anchor="end">${escape(across)}</text>
    ${[...curves, ...legend].join("\n    ")}
  </g>`;
}

function horizontal(axis: Panel["axis"], points: readonly Point[], range: [number, number]) {
  const sizes = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  if (axis === "time") {
    const x = scaleLinear([0, sizes.at(-1)!], range);
    return { x, xs: x.ticks(TICKS) };
  }
  return { x: scaleLog([sizes[0]!, sizes.length > 1 ? sizes.at(-1)! : sizes[0]! * 10], range), xs: sizes };
}

function markedOf(points: readonly Point[]): readonly Point[] {
  const every = Math.ceil(points.length / MOST_MARKS);
  return points.filter((_, nth) => nth % every === 0);
}

const at = (position: number) => Number(position.toFixed(1));

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
