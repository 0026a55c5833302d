// @ts-check
/// <reference lib="dom" />
import { html, render } from "htm/preact";
import { byId } from "./dom.js";
import { categoryName } from "./places.js";
import { purchasesOf } from "./purchases.js";
import { sayCustomer } from "./reasons.js";
import { Reasons } from "./reasons_view.js";
import { say } from "./words.js";

/**
 * @typedef {import("./figures_view.js").Look} Look
 * @typedef {import("./wire.js").Order} Order
 */

const SHOWN = 12;
const REASONS = 3;

/**
 * A row stays the same element while its purchase is shown, so that what is selected in it stays selected.
 *
 * @param {readonly Order[]} orders
 * @param {ReadonlySet<string>} seen purchases that were on the page before; the others are lit up for a moment
 * @param {Look} look
 * @returns {Set<string>} the purchases on the page now
 */
export function showPurchases(orders, seen, look) {
  const purchases = purchasesOf(orders).slice(0, SHOWN);
  const body = byId("purchases").querySelector("tbody");
  if (!body || purchases.length === 0) return new Set();
  if (seen.size === 0) body.replaceChildren();
  const rows = purchases.map((purchase) =>
    html`<${Row} key=${purchase.id} purchase=${purchase} isFresh=${
      seen.size > 0 && !seen.has(purchase.id)
    } look=${look} />`
  );
  render(html`${rows}`, body);
  return new Set(purchases.map(({ id }) => id));
}

/** @param {{ purchase: import("./purchases.js").Purchase, isFresh: boolean, look: Look }} props */
function Row({ purchase, isFresh, look }) {
  const { language, formats } = look;
  const { first } = purchase;
  return html`
    <tr role="row" class=${isFresh ? "fresh" : undefined}>
      <td role="cell" class="when quiet"><time datetime=${purchase.at}>${formats.time(purchase.at)}</time></td>
      <td role="cell" class="who">
        <a href=${`/customers/${encodeURIComponent(first.userId)}`} lang="ko">${first.userName ?? "○○○"}</a>
        <span class="who-more quiet">${sayCustomer(first, language)}</span>
      </td>
      <td role="cell" class="what">
        <a href=${`/orders/${encodeURIComponent(first.orderId)}`}>${what(purchase, language)}</a>
      </td>
      <td role="cell" class="amount number">${formats.won(purchase.total)}</td>
      <td role="cell" class="why">
        <${Reasons} order=${first} most=${REASONS} look=${look} />
      </td>
    </tr>
  `;
}

/** @param {import("./purchases.js").Purchase} purchase @param {Look["language"]} language */
function what({ first, lines }, language) {
  const category = first.category ? categoryName(first.category, language) : "–";
  return lines.length === 1 ? category : say(language, "andMore", { category, count: lines.length - 1 });
}
