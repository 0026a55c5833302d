// @ts-check
/// <reference lib="dom" />
import { html, render } from "htm/preact";
import { NO_ANSWER } from "./api.js";
import { Trouble } from "./widgets.js";

/** @typedef {import("./router.js").View} View */

/** Loaded when they are first opened. @type {Record<Exclude<View, "today">, () => Promise<{ default: any }>>} */
const LOADERS = {
  orders: () => import("../views/orders.js"),
  customers: () => import("../views/customers.js"),
  stores: () => import("../views/stores.js"),
  sourcing: () => import("../views/sourcing.js"),
  operations: () => import("../views/operations.js"),
};

/** @type {View} */
let wanted = "today";

/** Shows a view in `box`; the last one that was asked for wins. @param {View} view @param {HTMLElement} box */
export async function mountView(view, box) {
  wanted = view;
  if (view === "today") {
    render(html``, box);
    return;
  }
  const loaded = await LOADERS[view]().catch(() => null);
  if (wanted !== view) return;
  render(loaded ? html`<${loaded.default} />` : html`<${Trouble} failure=${NO_ANSWER} />`, box);
}
