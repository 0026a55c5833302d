// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf } from "../app/api.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { format, summary, t } from "../app/state.js";
import { Badge, Empty, Figures, NotCounted, Section, Table, Trouble } from "../app/widgets.js";
import { Engines } from "./engines.js";
import { metricsOf } from "./metrics.js";

const REFRESH_MS = 5_000;

/** What keeps the shop going: engines, streams, what waits and what was put aside. */
export default function Operations() {
  return html`
    <${Engines} />
    <${Streams} />
    <${DeadLetters} />
    <${Outbox} />
    <${Counters} />
  `;
}

function Streams() {
  const groups = summary.value?.groups ?? null;
  const note = summary.value ? t("since", { time: format.value.time(summary.value.asOf) }) : "";
  return html`<${Section} id="streams-title" title=${t("streams")} note=${note}>
    ${
    groups === null
      ? html`<${NotCounted} />`
      : html`<${Table} label=${t("streams")} rows=${groups} keyOf=${(/** @type {any} */ { group }) => group} columns=${[
        { title: t("group"), main: true, cell: (/** @type {any} */ { group }) => group },
        { title: t("topic"), cell: (/** @type {any} */ { topic }) => topic },
        { title: t("lag"), number: true, cell: (/** @type {any} */ { lag }) => format.value.whole(lag) },
        {
          title: t("lagSeconds"),
          number: true,
          cell: (/** @type {any} */ { lagSeconds }) =>
            lagSeconds === null ? "–" : t("seconds", { value: format.value.rate(lagSeconds) }),
        },
        {
          title: t("state"),
          cell: (/** @type {any} */ { lag }) =>
            lag === 0
              ? html`<${Badge} tone="good">${t("upToDate")}</${Badge}>`
              : html`<${Badge} tone="bad">${t("behind", { lag: format.value.whole(lag) })}</${Badge}>`,
        },
      ]} />`
  }
  </${Section}>`;
}

function DeadLetters() {
  const page = useResource("/v1/commerce/dead-letters?limit=50", REFRESH_MS);
  const rows = itemsOf(page.data);
  return html`<${Section} id="dead-title" title=${t("deadLetters")} note=${t("deadLettersNote")} of=${[page]}>
    ${
    rows.length === 0 ? html`<${Empty}>${t("noDeadLetters")}</${Empty}>` : html`
      <${Table} label=${t("deadLetters")} rows=${rows}
        keyOf=${(/** @type {any} */ { topic, partition, offset }) => `${topic}/${partition}/${offset}`} columns=${[
          { title: t("reason"), main: true, cell: (/** @type {any} */ { cause }) => cause },
          { title: t("topic"), cell: (/** @type {any} */ { of }) => `${of.topic} ${of.partition}/${of.offset}` },
          {
            title: t("content"),
            cell: (/** @type {any} */ { value }) =>
              html`
                <details>
                  <summary>${t("show")}</summary>
                  <pre tabindex="0">${value ?? "–"}</pre>
                </details>
              `,
          },
          { title: t("at"), number: true, cell: (/** @type {any} */ { at }) => format.value.moment(at) },
        ]} />
    `
  }
  </${Section}>`;
}

/** What crosses between the databases of sourcing. */
function Outbox() {
  const outbox = useResource("/v1/sourcing/outbox", REFRESH_MS);
  const { failure, send } = useChanges();
  const { ways = [], deadLettered = 0 } = outbox.data ?? {};
  async function retry() {
    await send("POST", "/v1/sourcing/outbox/retry");
    outbox.reload();
  }
  return html`<${Section} id="outbox-title" title=${t("outbox")} note=${t("outboxNote")} of=${[outbox]}>
    ${failure && html`<${Trouble} failure=${failure} />`}
    <${Table} label=${t("outbox")} rows=${ways} keyOf=${(/** @type {any} */ { from, to }) =>
    `${from} ${to}`} columns=${[
    { title: t("way"), main: true, cell: (/** @type {any} */ { from, to }) => `${from} → ${to}` },
    {
      title: t("waitingMessages"),
      number: true,
      cell: (/** @type {any} */ { waiting }) => format.value.whole(waiting),
    },
    { title: t("setAside"), number: true, cell: (/** @type {any} */ row) => format.value.whole(row.deadLettered) },
  ]} />
    ${deadLettered > 0 && html`<p><button class="main" onClick=${retry}>${t("sendAgain")}</button></p>`}
  </${Section}>`;
}

/** Counters since the process started. */
function Counters() {
  const metrics = useResource("/metrics", REFRESH_MS);
  const read = metricsOf(typeof metrics.data === "string" ? metrics.data : "");
  const whole = (/** @type {number | null} */ value) => value === null ? "–" : format.value.whole(value);
  const horizon = read("tillstream_identity_partition_horizon_days");
  return html`
    <${Section} id="counters-title" title=${t("sinceStart")} note=${t("sinceStartNote")} of=${[metrics]}>
      <${Figures} figures=${[
        { name: t("publishedCount"), value: whole(read("tillstream_published_total")) },
        { name: t("storedCount"), value: whole(read("tillstream_stored_total")) },
        { name: t("duplicateCount"), value: whole(read("tillstream_duplicates_total")), note: t("duplicateNote") },
        { name: t("pendingCount"), value: whole(read("tillstream_pending_total")), note: t("pendingNote") },
        { name: t("conflictCount"), value: whole(read("tillstream_conflicts_total")) },
        { name: t("horizon"), value: horizon === null ? "–" : t("days", { value: whole(Math.floor(horizon)) }) },
      ]} />
      </${Section}>
  `;
}
