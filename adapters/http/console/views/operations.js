// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { call } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { format, t } from "../app/state.js";
import { Figures, Section } from "../app/widgets.js";
import { DeadLetters } from "./dead_letters.js";
import { Engines } from "./engines.js";
import { Keys } from "./keys.js";
import { samplesOf, sumOf } from "./metrics.js";
import { Outbox, SourcingOutbox } from "./outbox.js";
import { Streams } from "./streams.js";

const REFRESH_MS = 5_000;

/** What keeps the shop going: engines, streams, what waits and what was put aside. */
export default function Operations() {
  const metrics = useResource("/metrics", REFRESH_MS, readSamples);
  return html`
    <${Engines} />
    <${Streams} metrics=${metrics} />
    <${DeadLetters} />
    <${Outbox} />
    <${SourcingOutbox} />
    <${Counters} metrics=${metrics} />
    <${Retention} metrics=${metrics} />
    <${Keys} />
  `;
}

/** Read as text, kept as samples: every part that shows some takes them from here. @param {string} path */
async function readSamples(path) {
  const answer = await call("GET", path);
  return answer.ok ? { ...answer, data: samplesOf(answer.data) } : answer;
}

/** Counters since the process started. @param {{ metrics: import("../app/resource.js").Resource }} props */
function Counters({ metrics }) {
  const whole = (/** @type {string} */ name) => {
    const value = sumOf(metrics.data ?? [], name);
    return value === null ? "–" : format.value.whole(value);
  };
  return html`
    <${Section} id="counters-title" title=${t("sinceStart")} note=${t("sinceStartNote")} of=${[metrics]}>
      <${Figures} figures=${[
        { name: t("publishedCount"), value: whole("tillstream_published_total") },
        { name: t("storedCount"), value: whole("tillstream_stored_total") },
        { name: t("duplicateCount"), value: whole("tillstream_duplicates_total"), note: t("duplicateNote") },
        { name: t("pendingCount"), value: whole("tillstream_pending_total"), note: t("pendingNote") },
        { name: t("conflictCount"), value: whole("tillstream_conflicts_total") },
      ]} />
      </${Section}>
  `;
}

/** For how long things are kept, and until when there is room for new ones. @param {{ metrics: import("../app/resource.js").Resource }} props */
function Retention({ metrics }) {
  const days = sumOf(metrics.data ?? [], "tillstream_identity_partition_horizon_days");
  return html`
    <${Section} id="retention-title" title=${t("retention")} note=${t("retentionNote")} of=${[metrics]}>
      <${Figures} figures=${[
        {
          name: t("horizon"),
          value: days === null ? "–" : t("days", { value: format.value.whole(Math.floor(days)) }),
          note: t("horizonNote"),
        },
      ]} />
      </${Section}>
  `;
}
