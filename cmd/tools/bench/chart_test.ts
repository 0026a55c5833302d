import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { drawChart } from "./chart.ts";

const point = (x: number, median: number) => ({ x, median, lowest: median - 1, highest: median + 1 });
const CHART = {
  title: "a < b & c",
  description: "one line",
  panels: [{
    title: "panel",
    across: "customers",
    axis: "sizes" as const,
    lines: [{ name: "first", points: [point(10, 5), point(1_000, 9)] }, { name: "second", points: [point(10, 2)] }],
    formatX: (value: number) => `x${value}`,
    formatY: (value: number) => `y${value}`,
  }],
};

Deno.test("drawChart draws every curve through its figures, from zero on, each with a mark of its own", () => {
  const svg = drawChart(CHART);
  assertEquals(svg.match(/<polyline/g)?.length, 2);
  assertEquals(svg.match(/class="range/g)?.length, 3);
  for (const text of ["x10<", "x1000<", "y0<", "y10<", "● first", "■ second"]) {
    assertStringIncludes(svg.replace(/<\/?tspan[^>]*>/g, ""), text);
  }
  const heights = [.../class="line c0" points="([^"]*)"/.exec(svg)![1]!.matchAll(/,([\d.]+)/g)].map(([, y]) =>
    Number(y)
  );
  const zero = Number(/y="([\d.]+)"[^>]*>y0</.exec(svg)![1]);
  // 5 and 9 of ten: higher is nearer to the top, and in proportion.
  assert(Math.abs((zero - heights[0]!) / (zero - heights[1]!) - 5 / 9) < 0.01, `${zero} ${heights}`);
});

Deno.test("drawChart has alternative text, and escapes its texts", () => {
  const svg = drawChart(CHART);
  assertStringIncludes(svg, '<title id="title">a &lt; b &amp; c</title>');
  assertStringIncludes(svg, '<desc id="desc">one line</desc>');
  assertStringIncludes(svg, "prefers-color-scheme: dark");
});

Deno.test("drawChart over time begins at zero, writes round times below, and marks a long curve here and there", () => {
  const points = Array.from({ length: 60 }, (_, minute) => point(minute + 0.5, 100));
  const svg = drawChart({ ...CHART, panels: [{ ...CHART.panels[0]!, axis: "time", lines: [{ name: "it", points }] }] });
  for (const text of ["x0<", "x20<", "x40<"]) assertStringIncludes(svg, text);
  assertEquals(svg.match(/class="mark/g)?.length, 12);
});
