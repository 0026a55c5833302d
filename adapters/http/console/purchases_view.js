// @ts-check
/// <reference lib="dom" />
import { byId, make } from "./dom.js";
import { categoryName } from "./places.js";
import { purchasesOf } from "./purchases.js";
import { reasonsOf, sayCustomer, sayFactor } from "./reasons.js";
import { say } from "./words.js";

/**
 * @typedef {import("./figures_view.js").Look} Look
 * @typedef {import("./wire.js").Order} Order
 */

const SHOWN = 12;
const REASONS = 3;

/**
 * @param {readonly Order[]} orders
 * @param {ReadonlySet<string>} seen purchases that were on the page before; the others are lit up for a moment
 * @param {Look} look
 * @returns {Set<string>} the purchases on the page now
 */
export function showPurchases(orders, seen, look) {
  const purchases = purchasesOf(orders).slice(0, SHOWN);
  const body = byId("purchases").querySelector("tbody");
  if (!body || purchases.length === 0) return new Set();
  body.replaceChildren(...purchases.map((purchase) => {
    const fresh = seen.size > 0 && !seen.has(purchase.id);
    const { language, formats } = look;
    const cell = (/** @type {string} */ name, /** @type {(Node | string)[]} */ ...children) =>
      make("td", { role: "cell", class: name }, ...children);
    return make(
      "tr",
      { role: "row", ...(fresh ? { class: "fresh" } : {}) },
      cell("when quiet", make("time", { datetime: purchase.at }, formats.time(purchase.at))),
      cell(
        "who",
        make("span", { lang: "ko" }, purchase.first.userName ?? "○○○"),
        make("span", { class: "who-more quiet" }, sayCustomer(purchase.first, language)),
      ),
      cell("what", what(purchase, language)),
      cell("amount number", formats.won(purchase.total)),
      cell("why", reasons(purchase.first, look)),
    );
  }));
  return new Set(purchases.map(({ id }) => id));
}

/** @param {import("./purchases.js").Purchase} purchase @param {Look["language"]} language */
function what({ first, lines }, language) {
  const category = first.category ? categoryName(first.category, language) : "–";
  return lines.length === 1 ? category : say(language, "andMore", { category, count: lines.length - 1 });
}

/** @param {Order} order @param {Look} look */
function reasons(order, { language, formats }) {
  if (!order.selection) return make("span", { class: "quiet" }, say(language, "notDrawn"));
  return make(
    "ul",
    { class: "reasons" },
    ...reasonsOf(order, REASONS).map((factor) => {
      const value = formats.factor(factor.value);
      return make(
        "li",
        factor.value < 1 ? { class: "less" } : {},
        `${sayFactor(factor, order, language)} `,
        make("b", { "aria-hidden": "true" }, `×${value}`),
        make("span", { class: "visually-hidden" }, say(language, "times", { value })),
      );
    }),
  );
}
