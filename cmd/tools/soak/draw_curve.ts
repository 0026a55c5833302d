import { median } from "simple-statistics";
import { drawChart, type Line, type Panel } from "../bench/chart.ts";
import type { MemberReport, SoakReport } from "./run_soak.ts";
import type { Sample } from "./sample.ts";

const MIB = 1024 * 1024;
const MINUTE = 60;
/** Processes per panel, so that no panel has more curves than colours. */
const LINES_A_PANEL = 3;

export function drawCurve({ arguments: { minutes, warmUpMinutes }, rate, members }: SoakReport): string {
  const panels: Panel[] = [];
  for (let from = 0; from < members.length; from += LINES_A_PANEL) {
    const shown = members.slice(from, from + LINES_A_PANEL);
    panels.push({
      title: "Memory, MiB",
      across: "minutes",
      axis: "time",
      lines: shown.map(lineOf),
      formatX: String,
      formatY: String,
    });
  }
  const growths = members.map(({ name, growth }) => {
    const memory = growth?.find(({ figure }) => figure === "residentBytes");
    if (!memory) return `${name}: too short to judge`;
    const { first, last } = memory;
    return `${name}: ${Math.round(first / MIB)} MiB in the first quarter, ${Math.round(last / MIB)} in the last`;
  });
  return drawChart({
    title: "What each process takes of memory",
    description: `${minutes} minutes at ${rate.toFixed(1)} steps a second, the first ${warmUpMinutes} to warm up. ` +
      growths.join("; "),
    panels,
  });
}

function lineOf({ name, samples }: MemberReport): Line {
  const byMinute = Map.groupBy(samples, ({ at }) => Math.floor(at / MINUTE));
  return {
    name,
    points: [...byMinute].map(([minute, taken]) => ({ x: minute + 0.5, ...spread(taken) })),
  };
}

function spread(samples: readonly Sample[]) {
  const sizes = samples.map(({ residentBytes }) => residentBytes / MIB);
  return { median: median(sizes), lowest: Math.min(...sizes), highest: Math.max(...sizes) };
}
