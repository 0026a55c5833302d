// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { format, t, tValue } from "../app/state.js";
import { Figures, Table } from "../app/widgets.js";

/** How a file was understood, and five orders as they would be stored. @param {{ preview: any }} props */
export function Preview({ preview }) {
  const { whole, won, moment } = format.value;
  const { profile, encoding, timeZone, currency, rates, lines, orders, rejected, cancellations, amount } = preview;
  const rate = Object.entries(rates).map(([name, value]) => `${name} ${value}`).join(", ");
  return html`
    <${Figures} figures=${[
      {
        name: t("recognisedAs"),
        value: tValue("profile", profile),
        note: [encoding, timeZone].filter(Boolean).join(" · "),
      },
      { name: t("orders"), value: whole(orders), note: t("ofLines", { lines: whole(lines) }) },
      { name: t("takenBack"), value: whole(cancellations) },
      { name: t("rejectedLines"), value: whole(rejected) },
      { name: t("amount"), value: amount === null ? "–" : won(amount), note: rate || currency },
      { name: t("fromTo"), value: preview.from ? `${moment(preview.from)} – ${moment(preview.to)}` : "–" },
    ]} />
    <${Lost} preview=${preview} />
    <h3>${t("firstOrders")}</h3>
    <${Table} label=${t("firstOrders")} rows=${preview.samples.map(numbered)}
      keyOf=${(/** @type {any} */ { nth }) => nth} columns=${[
        { title: t("product"), main: true, cell: (/** @type {any} */ { productName }) => productName },
        { title: t("orderId"), cell: (/** @type {any} */ { invoice, orderId }) => invoice ?? orderId ?? "–" },
        {
          title: t("placedAt"),
          cell: (/** @type {any} */ { createdAt }) => createdAt ? moment(createdAt) : "–",
        },
        { title: t("quantity"), number: true, cell: (/** @type {any} */ { quantity }) => whole(quantity) },
        {
          title: t("amount"),
          number: true,
          cell: (/** @type {any} */ { totalAmount }) => totalAmount === undefined ? "–" : won(totalAmount),
        },
      ]} />
  `;
}

/** Lines of one product may be alike. @param {any} sample @param {number} nth */
function numbered(sample, nth) {
  return { ...sample, nth };
}

/** What would not be stored: lines, and columns. @param {{ preview: any }} props */
function Lost({ preview: { reasons, notStored } }) {
  if (reasons.length === 0 && notStored.length === 0) return html`<p class="all-well">${t("nothingLost")}</p>`;
  return html`
    <h3>${t("whatIsLost")}</h3>
    <ul>
      ${notStored.length > 0 && html`<li>${t("columnsNotStored", { columns: notStored.join(", ") })}</li>`}
      ${reasons.map((/** @type {any} */ { reason, lines, line, example }) =>
        html`<li key=${reason}>${t("rejectedFor", { lines: format.value.whole(lines), line })} ${example}</li>`
      )}
    </ul>
  `;
}

/** What an import has stored. @param {{ report: any }} props */
export function Imported({ report }) {
  const { whole } = format.value;
  const { run, stored, alreadyThere, rejected, differing } = report;
  return html`
    <p class="all-well">${t("importDone", { run })}</p>
    <${Figures} figures=${[
      { name: t("storedOrders"), value: whole(stored) },
      { name: t("alreadyThere"), value: whole(alreadyThere) },
      { name: t("rejectedLines"), value: whole(rejected) },
      { name: t("differingLines"), value: whole(differing) },
    ]} />
  `;
}
