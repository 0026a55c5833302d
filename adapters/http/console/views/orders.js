// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { itemsOf, withQuery } from "../app/api.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { navigate, navigateByForm, openIn, path, query } from "../app/router.js";
import { saveFile } from "../app/save_file.js";
import { format, language, t, tValue } from "../app/state.js";
import { useTyped } from "../app/typed.js";
import { Empty, Section, Table, Trouble } from "../app/widgets.js";
import { categoryName } from "../places.js";
import { orderFile, useDrop } from "./dropped_file.js";
import { Imports } from "./imports.js";
import { OpenOrder, ORDER_STATUSES, OrderStatus } from "./open_order.js";

const PAGE = 50;
const REFRESH_MS = 10_000;

const IMPORTS_PATH = "/orders/imports";

/** Search and list of orders, and the one that is open: `/orders/{id}?q=…&status=…&day=…`; `/orders/imports` takes files. */
export default function Orders() {
  const isOver = useDrop((file) => {
    orderFile.value = file;
    navigate(IMPORTS_PATH);
  });
  const open = openIn("orders");
  return html`
    ${isOver && html`<p class="drop-over">${t("dropHere")}</p>`}
    ${path.value === IMPORTS_PATH ? html`<${Imports} />` : html`
      ${open !== null && html`<${OpenOrder} key=${open} id=${open} />`}
      <${OrderList} />
    `}
  `;
}

function OrderList() {
  const asked = Object.fromEntries(query.value);
  const { q = "", status = "", day = "", user = "", cursor = "" } = asked;
  const page = useResource(withQuery("/v1/orders", { q, status, day, user, cursor, limit: PAGE }), REFRESH_MS);
  const rows = itemsOf(page.data);
  const next = page.data?.nextCursor ?? null;
  const isFiltered = q !== "" || status !== "" || day !== "" || user !== "";

  return html`
    <${Section} id="orders-title" title=${t("view_orders")} of=${[page]} note=${t("ordersNote")}
      actions=${html`<${Actions} filters=${{ q, status, day, user }} />`}>
        <${Filters} asked=${{ q, status, day }} />
        ${user !== "" && html`<p>${t("ordersOf", { user })} <a href="/orders">${t("allOrders")}</a></p>`}
        ${rows.length === 0
          ? html`<${Empty}>${t(isFiltered ? "noneFound" : "noOrders")}${
            !isFiltered && html`
              <a href=${IMPORTS_PATH}>${t("importFile")}</a>
            `
          }</${Empty}>`
          : html`<${Table} label=${t("view_orders")} rows=${rows} keyOf=${(/** @type {any} */ { orderId }) =>
            orderId} columns=${orderColumns()} />`}
        ${next !== null &&
          html`<p><a class="next" href=${withQuery("/orders", { ...asked, cursor: next })}>${t("olderOrders")}</a></p>`}
      </${Section}>
  `;
}

/** @param {{ filters: Record<string, string> }} props */
function Actions({ filters }) {
  const { failure, send } = useChanges();
  const [isExporting, setExporting] = useState(false);
  async function save() {
    setExporting(true);
    const answer = await send("GET", withQuery("/v1/commerce/orders.csv", { ...filters, language: language.value }));
    setExporting(false);
    if (answer.ok) saveFile(new Blob(["\ufeff", answer.data], { type: "text/csv" }), "orders.csv");
  }
  return html`<div class="row">
    ${failure && html`<${Trouble} failure=${failure} />`}
    <button disabled=${isExporting} onClick=${save}>${t(isExporting ? "exporting" : "exportCsv")}</button>
    <a class="button" href=${IMPORTS_PATH}>${t("importFile")}</a>
  </div>`;
}

function orderColumns() {
  const { won, whole, moment } = format.value;
  return [
    {
      title: t("orderId"),
      main: true,
      cell: (/** @type {any} */ { orderId }) =>
        html`<a href=${`/orders/${encodeURIComponent(orderId)}${location.search}`}>${orderId}</a>`,
    },
    { title: t("placedAt"), cell: (/** @type {any} */ { createdAt }) => moment(createdAt) },
    {
      title: t("who"),
      cell: (/** @type {any} */ { userName, userId }) => html`<span lang="ko">${userName ?? userId}</span>`,
    },
    {
      title: t("what"),
      cell: (/** @type {any} */ { category, quantity }) =>
        `${category ? categoryName(category, language.value) : "–"} × ${whole(quantity)}`,
    },
    { title: t("state"), cell: (/** @type {any} */ { status }) => html`<${OrderStatus} status=${status} />` },
    {
      title: t("amount"),
      number: true,
      cell: (/** @type {any} */ { totalAmount, shippingCost }) => won(totalAmount + shippingCost),
    },
  ];
}

/** @param {{ asked: { q: string, status: string, day: string } }} props */
function Filters({ asked }) {
  const filter = navigateByForm("/orders");
  return html`
    <form class="row" role="search" onSubmit=${filter}>
      <label for="order-search">${t("search")}</label>
      <input id="order-search" name="q" type="search" maxlength="200" ...${useTyped(asked.q)} placeholder=${t(
        "orderSearchHint",
      )} />
      <label for="order-status">${t("state")}</label>
      <select id="order-status" name="status" value=${asked.status} onChange=${filter}>
          <option value="">${t("any")}</option>
          ${ORDER_STATUSES.map((status) =>
            html`<option value=${status} selected=${status === asked.status}>
        ${tValue("order", status)}
      </option>`
          )}
        </select>
      <label for="order-day">${t("orderDay")}</label>
      <input id="order-day" name="day" type="date" ...${useTyped(asked.day)} onChange=${filter} />
      <button>${t("search")}</button>
    </form>
  `;
}
