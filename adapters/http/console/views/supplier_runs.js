// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf } from "../app/api.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { format, t, tValue } from "../app/state.js";
import { Badge, Empty, Section, Table, Trouble } from "../app/widgets.js";

const API = "/v1/sourcing";

/** Accounts at suppliers and marketplaces, what was read of them, and what could not be read. */
export function SupplierRuns() {
  const suppliers = useResource(`${API}/supplier-accounts?limit=100`);
  const markets = useResource(`${API}/market-accounts?limit=100`);
  const jobs = useResource(`${API}/sync-jobs?limit=12`, 10_000);
  const rejects = useResource(`${API}/supplier-rejects?limit=20`, 30_000);
  const nameOf = new Map(itemsOf(suppliers.data).map(({ id, supplier, name }) => [id, `${supplier}/${name}`]));
  return html`
    <${Accounts} suppliers=${suppliers} markets=${markets} onSync=${jobs.reload} />
    <${Section} id="syncs-title" title=${t("syncRuns")} of=${[jobs]}>
      ${itemsOf(jobs.data).length === 0
        ? html`<${Empty}>${t("noSyncs")}</${Empty}>`
        : html`<${Table} first=${6} label=${t("syncRuns")} rows=${itemsOf(jobs.data)} keyOf=${(
          /** @type {any} */ { id },
        ) => id} columns=${[
          {
            title: t("account"),
            main: true,
            cell: (/** @type {any} */ row) => nameOf.get(row.accountId) ?? row.accountId,
          },
          { title: t("kind"), cell: (/** @type {any} */ row) => tValue("reading", row.kind) },
          { title: t("state"), cell: syncState },
          { title: t("added"), number: true, cell: (/** @type {any} */ row) => format.value.whole(row.added) },
          { title: t("changed"), number: true, cell: (/** @type {any} */ row) => format.value.whole(row.changed) },
          { title: t("rejected"), number: true, cell: (/** @type {any} */ row) => format.value.whole(row.rejected) },
          { title: t("at"), number: true, cell: (/** @type {any} */ row) => format.value.moment(row.createdAt) },
        ]} />`}
    </${Section}>
    <${Section} id="rejects-title" title=${t("rejects")} note=${t("rejectsNote")} of=${[rejects]}>
      ${itemsOf(rejects.data).length === 0
        ? html`<${Empty}>${t("noRejects")}</${Empty}>`
        : html`<${Table} first=${6} label=${t("rejects")} rows=${itemsOf(rejects.data)} keyOf=${(
          /** @type {any} */ { id },
        ) => id} columns=${[
          { title: t("reason"), main: true, cell: (/** @type {any} */ row) => row.reason },
          { title: t("account"), cell: (/** @type {any} */ row) => nameOf.get(row.accountId) ?? row.accountId },
          { title: t("kind"), cell: (/** @type {any} */ row) => tValue("reading", row.kind) },
          { title: t("timesSeen"), number: true, cell: (/** @type {any} */ row) => format.value.whole(row.times) },
          { title: t("at"), number: true, cell: (/** @type {any} */ row) => format.value.moment(row.lastSeenAt) },
        ]} />`}
    </${Section}>
  `;
}

/** @param {any} row */
function syncState({ status, error }) {
  const tone = status === "FAILED" || status === "PARTIAL" ? "bad" : status === "DONE" ? "good" : "plain";
  return html`<${Badge} tone=${tone}>${tValue("status", status)}</${Badge}>${
    error
      ? html`
        <span class="quiet">${error}</span>
      `
      : null
  }`;
}

/** @param {{ suppliers: import("../app/resource.js").Resource, markets: import("../app/resource.js").Resource, onSync: () => void }} props */
function Accounts({ suppliers, markets, onSync }) {
  const { failure, send } = useChanges();
  const rows = [
    ...itemsOf(suppliers.data).map((account) => ({ ...account, partner: account.supplier, isSupplier: true })),
    ...itemsOf(markets.data).map((account) => ({ ...account, partner: account.market, isSupplier: false })),
  ];

  /** @param {string} id */
  async function sync(id) {
    await send("POST", `${API}/supplier-accounts/${id}/syncs`, {});
    onSync();
  }

  return html`<${Section} id="accounts-title" title=${t("accounts")} of=${[suppliers, markets]}>
    ${failure && html`<${Trouble} failure=${failure} />`}
    ${
    rows.length === 0
      ? html`<${Empty}>${t("noAccounts")}</${Empty}>`
      : html`<${Table} label=${t("accounts")} rows=${rows} keyOf=${(/** @type {any} */ { id }) => id} columns=${[
        { title: t("account"), main: true, cell: (/** @type {any} */ { partner, name }) => `${partner}/${name}` },
        { title: t("kind"), cell: (/** @type {any} */ { isSupplier }) => t(isSupplier ? "supplier" : "marketplace") },
        {
          title: t("state"),
          cell: (/** @type {any} */ { status }) =>
            html`<${Badge} tone=${status === "ACTIVE" ? "good" : "plain"}>${tValue("status", status)}</${Badge}>`,
        },
        {
          title: t("doNow"),
          cell: (/** @type {any} */ { id, isSupplier }) =>
            isSupplier ? html`<button onClick=${() => sync(id)}>${t("syncNow")}</button>` : "–",
        },
      ]} />`
  }
  </${Section}>`;
}
