// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { reasonsOf, sayFactor } from "./reasons.js";
import { say } from "./words.js";

/**
 * Why the customer of an order was chosen: the strongest `most` reasons.
 *
 * @param {{ order: import("./wire.js").Order, most: number, look: import("./figures_view.js").Look }} props
 */
export function Reasons({ order, most, look: { language, formats } }) {
  if (!order.selection) return html`<span class="quiet">${say(language, "notDrawn")}</span>`;
  return html`<ul class="reasons">
    ${
    reasonsOf(order, most).map((factor) => {
      const value = formats.factor(factor.value);
      return html`<li key=${factor.name} class=${factor.value < 1 ? "less" : undefined}>
        ${sayFactor(factor, order, language)} <b aria-hidden="true">×${value}</b>
        <span class="visually-hidden">${say(language, "times", { value })}</span>
      </li>`;
    })
  }
  </ul>`;
}
