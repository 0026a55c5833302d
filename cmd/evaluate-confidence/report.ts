import type { ReliabilityBin, Scores } from "../../domain/identity/confidence/scores.ts";
import { count, table } from "../wiring/process/table.ts";

export function scoresAsJson(scores: Scores): string {
  return JSON.stringify(scores, null, 2);
}

export function scoresAsText({ moments, accuracy, confident, brier, ece, reliability }: Scores): string {
  const facts: readonly (readonly [string, string])[] = [
    ["moments", count(moments)],
    ["right, all of them", percent(accuracy)],
    [
      `at ${confident.threshold} or more`,
      `${percent(confident.accuracy)} right, covering ${percent(confident.coverage)} of the moments`,
    ],
    ["Brier score", brier?.toFixed(4) ?? "—"],
    ["calibration error", `${ece?.toFixed(4) ?? "—"} expected, in ten bins`],
  ];
  const width = Math.max(...facts.map(([name]) => name.length)) + 2;
  return [
    ...facts.map(([name, value]) => `  ${name.padEnd(width)}${value}`),
    "",
    picture(reliability),
  ].join("\n");
}

const WIDTH = 40;

/** The bar is the share right, the mark │ the mean confidence: a bar shorter than its mark shows overconfidence. */
function picture(bins: readonly ReliabilityBin[]): string {
  const columns = [
    { title: "CONFIDENCE" },
    { title: "MOMENTS", right: true },
    { title: "SAYS", right: true },
    { title: "IS RIGHT", right: true },
    { title: `0 %${"100 %".padStart(WIDTH - 2)}` },
  ];
  const rows = bins.map(({ from, to, count: held, confidence, accuracy }) => [
    `${from.toFixed(1)} – ${to.toFixed(1)}`,
    count(held),
    percent(confidence),
    percent(accuracy),
    confidence === null || accuracy === null ? "" : bar(confidence, accuracy),
  ]);
  return `${table(columns, rows)}\n\n█ share right   │ mean confidence`;
}

function bar(confidence: number, accuracy: number): string {
  const filled = Math.round(accuracy * WIDTH);
  const mark = Math.round(confidence * WIDTH);
  return Array.from({ length: WIDTH + 1 }, (_, at) => at === mark ? "│" : at < filled ? "█" : " ").join("").trimEnd();
}

function percent(share: number | null): string {
  return share === null ? "—" : `${(share * 100).toFixed(1)} %`;
}
