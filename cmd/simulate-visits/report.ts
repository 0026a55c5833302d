import { formatMs } from "../wiring/process/latencies.ts";
import { count, table } from "../wiring/process/table.ts";
import type { Tallied } from "./tally.ts";

export interface SimulationSummary extends Tallied {
  readonly seed: string;
  readonly customers: number;
  readonly stores: number;
  readonly beacons: number;
  readonly pace: { readonly rate: number } | { readonly speed: number };
  readonly seconds: number;
  readonly perSecond: number;
  readonly behindMs: number;
}

/** Less is timer resolution. */
const REPORTED_FROM_MS = 1_000;

export function summaryAsText(summary: SimulationSummary): string {
  const { customers, stores, beacons, seconds, perSecond, behindMs, sent, waits, answerMs, atNearest } = summary;
  const { identified, duplicates, lowConfidence, refusals, unanswered } = summary;
  const row = (what: string, number: number) => [what, count(number), share(number, sent)];
  const rows = [
    row("identified", identified),
    row("duplicate within a minute", duplicates),
    row("low confidence", lowConfidence),
    ...Object.entries(refusals).map(([code, number]) => row(code, number)),
    ...(unanswered > 0 ? [row("unanswered", unanswered)] : []),
  ];
  const waited = [
    [waits.rateLimited, "over the rate limit (RATE_LIMIT_PER_MINUTE)"],
    [waits.unavailable, "an engine unreachable"],
    [waits.unreachable, "the API unreachable"],
  ] as const;
  return [
    `${count(customers)} customers, ${count(stores)} stores, ${count(beacons)} beacons; ` +
    `${count(sent)} detections in ${seconds.toFixed(1)} s, ${perSecond.toFixed(1)}/s`,
    table([{ title: "OUTCOME" }, { title: "COUNT", right: true }, { title: "SHARE", right: true }], rows),
    atNearest.share === null ? "No customer was identified" : `At the truly nearest beacon: ` +
      `${count(atNearest.count)} of ${count(identified)} identifications (${(atNearest.share * 100).toFixed(1)} %)`,
    ...(answerMs
      ? [`Answer: p50 ${formatMs(answerMs.p50)} ms, p95 ${formatMs(answerMs.p95)} ms, p99 ${formatMs(answerMs.p99)} ms`]
      : []),
    ...waited.filter(([times]) => times > 0).map(([times, why]) => `Waited ${count(times)} times: ${why}`),
    ...(waits.seconds > 0 ? [`Waited ${waits.seconds.toFixed(1)} s in all`] : []),
    ...(behindMs > REPORTED_FROM_MS ? [`Behind the devices by up to ${(behindMs / 1_000).toFixed(1)} s`] : []),
  ].join("\n");
}

function share(part: number, whole: number): string {
  return whole === 0 ? "" : `${(part / whole * 100).toFixed(1)} %`;
}
