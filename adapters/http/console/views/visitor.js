// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { format, t } from "../app/state.js";
import { Empty, Section, Table } from "../app/widgets.js";

/** Where somebody was recognised in stores, newest first. @param {{ id: string }} props */
export function Visitor({ id }) {
  const identities = useResource(`/v1/customers/${encodeURIComponent(id)}/identities?limit=50`, 10_000);
  const rows = itemsOf(identities.data);
  const { moment, percent } = format.value;
  return html`
    <${Section} id="visitor-title" title=${t("visitorOf", { id })} note=${t("visitorNote")} of=${[identities]}
      actions=${html`<a href="/customers">${t("close")}</a>`}>
        ${rows.length === 0
          ? html`<${Empty}>${t("visitorUnseen")}</${Empty}>`
          : html`<${Table} label=${t("visitorNote")} rows=${rows} keyOf=${(/** @type {any} */ { detectedAt }) =>
            detectedAt} columns=${[
            { title: t("place"), main: true, cell: (/** @type {any} */ { location }) => location.name },
            {
              title: t("store"),
              cell: (/** @type {any} */ { storeId }) =>
                html`<a href=${`/stores/${encodeURIComponent(storeId)}`}>${storeId}</a>`,
            },
            { title: t("confidence"), number: true, cell: (/** @type {any} */ { confidence }) => percent(confidence) },
            { title: t("at"), number: true, cell: (/** @type {any} */ { detectedAt }) => moment(detectedAt) },
          ]} />`}
      </${Section}>
  `;
}
