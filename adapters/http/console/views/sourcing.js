// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { format, t, tValue } from "../app/state.js";
import { Badge, Empty, Section, Table } from "../app/widgets.js";
import { Candidates } from "./candidates.js";
import { SourcingOutbox } from "./outbox.js";
import { SupplierRuns } from "./supplier_runs.js";

const API = "/v1/sourcing";
const COUNTED = 200;
const REFRESH_MS = 10_000;

/** From a supplier's item to an order on a marketplace. */
export default function Sourcing() {
  return html`
    <${Funnel} />
    <${WaitingOrders} />
    <${Candidates} />
    <${MarketOrders} />
    <${Listings} />
    <${SupplierRuns} />
    <${SourcingOutbox} />
  `;
}

function Funnel() {
  const stages = [
    { name: t("supplierItems"), of: useResource(`${API}/supplier-records/items?limit=${COUNTED}`, REFRESH_MS) },
    { name: t("ownProducts"), of: useResource(`${API}/products?limit=${COUNTED}`, REFRESH_MS) },
    {
      name: t("acceptedCandidates"),
      of: useResource(`${API}/candidates?status=ACCEPTED&limit=${COUNTED}`, REFRESH_MS),
    },
    { name: t("publishedListings"), of: useResource(`${API}/listings?status=PUBLISHED&limit=${COUNTED}`, REFRESH_MS) },
    { name: t("marketOrders"), of: useResource(`${API}/orders?limit=${COUNTED}`, REFRESH_MS) },
  ];
  const isEmpty = stages.every(({ of }) => of.at !== null && itemsOf(of.data).length === 0);
  return html`<${Section} id="funnel-title" title=${t("funnel")} note=${t("funnelNote")} of=${
    stages.map(({ of }) => of)
  }>
    ${isEmpty && html`<${Empty}>${t("noSuppliers")}</${Empty}>`}
    <ol class="funnel">
      ${
    stages.map(({ name, of }) =>
      html`<li key=${name}>
        <b>${format.value.whole(itemsOf(of.data).length)}${of.data?.nextCursor ? "+" : ""}</b>${name}
      </li>`
    )
  }
    </ol>
  </${Section}>`;
}

/** Orders that nobody but a person can bring forward. */
function WaitingOrders() {
  const stuck = useResource(`${API}/orders?status=UNFULFILLABLE&limit=50`, REFRESH_MS);
  const back = useResource(`${API}/orders?status=TO_RETURN&limit=50`, REFRESH_MS);
  const refused = useResource(`${API}/supplier-orders?status=REFUSED&limit=50`, REFRESH_MS);
  const rows = [
    ...[...itemsOf(stuck.data), ...itemsOf(back.data)].map(({ order }) => ({
      id: order.id,
      name: order.productName,
      status: order.status,
      reason: order.problem,
      amount: order.totalAmount,
      at: order.updatedAt,
    })),
    ...itemsOf(refused.data).map(({ supplierOrder, product }) => ({
      id: supplierOrder.id,
      name: product?.name ?? supplierOrder.supplierItemCode,
      status: supplierOrder.status,
      reason: supplierOrder.lastError,
      amount: supplierOrder.totalAmount,
      at: supplierOrder.updatedAt,
    })),
  ];
  return html`
    <${Section} id="waiting-title" title=${t("waitingOrders")} note=${t("waitingNote")}
      of=${[stuck, back, refused]}>
        ${rows.length === 0
          ? html`<${Empty}>${t("noneWaits")}</${Empty}>`
          : html`<${Table} label=${t("waitingOrders")} rows=${rows} keyOf=${(/** @type {any} */ { id }) =>
            id} columns=${[
            {
              title: t("productName"),
              main: true,
              cell: (/** @type {any} */ row) => html`<span lang="ko">${row.name}</span>`,
            },
            {
              title: t("state"),
              cell: (/** @type {any} */ row) => html`<${Badge} tone="bad">${tValue("status", row.status)}</${Badge}>`,
            },
            { title: t("reason"), cell: (/** @type {any} */ row) => row.reason ?? "–" },
            { title: t("amount"), number: true, cell: (/** @type {any} */ row) => format.value.won(row.amount) },
            { title: t("sinceWhen"), number: true, cell: (/** @type {any} */ row) => format.value.moment(row.at) },
          ]} />`}
      </${Section}>
  `;
}

function MarketOrders() {
  const orders = useResource(`${API}/orders?limit=15`, REFRESH_MS);
  const rows = itemsOf(orders.data);
  const tone = (/** @type {string} */ status) => status === "DELIVERED" ? "good" : "plain";
  return html`
    <${Section} id="market-orders-title" title=${t("ordersOnMarkets")} of=${[orders]}
      note=${t("latestOnes", { count: rows.length })}>
        ${rows.length === 0 ? html`<${Empty}>${t("noMarketOrders")}</${Empty}>` : html`
          <${Table} first=${6} label=${t("ordersOnMarkets")}
            rows=${rows} keyOf=${(/** @type {any} */ { order }) => order.id} columns=${[
              {
                title: t("productName"),
                main: true,
                cell: (/** @type {any} */ { order }) => html`<span lang="ko">${order.productName}</span>`,
              },
              { title: t("orderId"), cell: (/** @type {any} */ { order }) => order.externalOrderId },
              {
                title: t("state"),
                cell: (/** @type {any} */ { order }) =>
                  html`<${Badge} tone=${tone(order.status)}>${tValue("status", order.status)}</${Badge}>`,
              },
              {
                title: t("amount"),
                number: true,
                cell: (/** @type {any} */ { order }) => format.value.won(order.totalAmount),
              },
              {
                title: t("at"),
                number: true,
                cell: (/** @type {any} */ { order }) => format.value.moment(order.orderedAt),
              },
            ]} />
        `}
      </${Section}>
  `;
}

function Listings() {
  const listings = useResource(`${API}/listings?limit=20`, REFRESH_MS);
  const rows = itemsOf(listings.data);
  const tone = (/** @type {string} */ status) =>
    status === "PUBLISHED" ? "good" : status === "REFUSED" ? "bad" : "plain";
  return html`
    <${Section} id="listings-title" title=${t("listings")} note=${t("latestOnes", { count: rows.length })}
      of=${[listings]}>
        ${rows.length === 0
          ? html`<${Empty}>${t("noListings")}</${Empty}>`
          : html`<${Table} first=${6} label=${t("listings")} rows=${rows} keyOf=${(/** @type {any} */ { listing }) =>
            listing.id} columns=${[
            {
              title: t("productName"),
              main: true,
              cell: (/** @type {any} */ { listing }) => html`<span lang="ko">${listing.offer.title}</span>`,
            },
            {
              title: t("state"),
              cell: (/** @type {any} */ { listing }) =>
                html`<${Badge} tone=${tone(listing.status)}>${tValue("status", listing.status)}</${Badge}>`,
            },
            {
              title: t("price"),
              number: true,
              cell: (/** @type {any} */ { listing }) => format.value.won(listing.offer.price),
            },
            {
              title: t("stock"),
              number: true,
              cell: (/** @type {any} */ { listing }) => format.value.whole(listing.offer.stock),
            },
            { title: t("reason"), cell: (/** @type {any} */ { listing }) => listing.lastError ?? "–" },
          ]} />`}
      </${Section}>
  `;
}
