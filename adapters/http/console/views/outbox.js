// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf } from "../app/api.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { format, t } from "../app/state.js";
import { Badge, Empty, Section, Table, Trouble } from "../app/widgets.js";

const REFRESH_MS = 10_000;

/** What is stored and not published yet, and what the log refused. */
export function Outbox() {
  const parked = useResource("/v1/commerce/outbox?parked=true&limit=50", REFRESH_MS);
  const waiting = useResource("/v1/commerce/outbox?parked=false&limit=50", REFRESH_MS);
  const { failure, send } = useChanges();
  const rows = [...itemsOf(parked.data), ...itemsOf(waiting.data)];
  const topics = [...new Set(itemsOf(parked.data).map(({ topic }) => topic))];

  /** @param {string} topic */
  async function release(topic) {
    await send("POST", "/v1/commerce/outbox/release", { topic });
    parked.reload();
    waiting.reload();
  }

  return html`
    <${Section} id="to-publish-title" title=${t("toPublish")} note=${t("toPublishNote")}
      of=${[parked, waiting]}>
        ${failure && html`<${Trouble} failure=${failure} />`}
        ${topics.map((topic) =>
          html`<p key=${topic}><button class="main" onClick=${() => release(topic)}>
      ${t("releaseOf", { topic })}</button></p>`
        )}
        ${rows.length === 0 ? html`<${Empty}>${t("nothingToPublish")}</${Empty}>` : html`
          <${Table} first=${10} label=${t("toPublish")} rows=${rows} keyOf=${(/** @type {any} */ { id }) =>
            String(id)} columns=${[
            { title: t("topic"), main: true, cell: (/** @type {any} */ { topic }) => topic },
            {
              title: t("state"),
              cell: (/** @type {any} */ row) =>
                html`<${Badge} tone=${row.parkedAt ? "bad" : "plain"}>${
                  t(row.parkedAt ? "parked" : "waits")
                }</${Badge}>`,
            },
            {
              title: t("reason"),
              cell: (/** @type {any} */ row) => row.cause === null ? "–" : html`<span lang="en">${row.cause}</span>`,
            },
            { title: t("bytes"), number: true, cell: (/** @type {any} */ row) => format.value.whole(row.bytes) },
            { title: t("at"), number: true, cell: (/** @type {any} */ row) => format.value.moment(row.createdAt) },
          ]} />
        `}
      </${Section}>
  `;
}

/** What crosses between the databases of sourcing. */
export function SourcingOutbox() {
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
