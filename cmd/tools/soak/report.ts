import { formatMs } from "../../wiring/process/latencies.ts";
import { count, table } from "../../wiring/process/table.ts";
import type { Growth } from "./judge_growth.ts";
import type { SoakReport } from "./run_soak.ts";
import type { Figure } from "./sample.ts";

const MIB = 1024 * 1024;

export function reportAsText(report: SoakReport): string {
  const { arguments: { minutes, warmUpMinutes, share }, rate, measuredRate, doneRate, step, members } = report;
  const right = true;
  const columns = [
    { title: "PROCESS" },
    { title: "MEMORY MiB", right },
    { title: "GROWTH", right },
    { title: "HEAP MiB", right },
    { title: "TIMERS", right },
    { title: "LISTENERS", right },
    { title: "DESCRIPTORS", right },
    { title: "CPU", right },
  ];
  const rows = members.map(({ name, growth, cpuShare }) => {
    if (growth === null) return [name];
    const of = (figure: Figure) => growth.find((grown) => grown.figure === figure)!;
    return [
      name,
      fromTo(of("residentBytes"), MIB),
      `${(of("residentBytes").growth * 100).toFixed(1)} %`,
      fromTo(of("heapBytes"), MIB),
      fromTo(of("timers")),
      fromTo(of("listeners")),
      fromTo(of("descriptors")),
      `${Math.round(cpuShare * 100)} %`,
    ];
  });
  const { acknowledged, stored, settleSeconds, problems } = report;
  const measured = measuredRate === null ? "" : `, ${share * 100} % of ${measuredRate.toFixed(1)}`;
  return [
    `soak: ${minutes} minutes at ${rate.toFixed(1)} steps a second${measured}; done ${doneRate.toFixed(1)}`,
    `a step (10 orders, 2 detections, reads): p50 ${formatMs(step.p50)} ms, p99 ${formatMs(step.p99)} ms`,
    `median of the first and the last quarter after ${warmUpMinutes} minutes of warming up:`,
    table(columns, rows),
    `orders: ${count(acknowledged.orders)} acknowledged, ${count(stored.orders)} stored`,
    `identities: ${count(acknowledged.identities)} acknowledged, ${count(stored.identities)} stored, ` +
    `${count(stored.events)} events recorded`,
    `nothing behind ${settleSeconds.toFixed(1)} s after the last step`,
    ...(problems.length === 0 ? ["all is flat and right"] : problems.map((problem) => `WRONG: ${problem}`)),
  ].join("\n");
}

function fromTo({ first, last }: Growth, unit = 1): string {
  return `${Math.round(first / unit)} → ${Math.round(last / unit)}`;
}
