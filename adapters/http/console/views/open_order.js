// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf, withQuery } from "../app/api.js";
import { AskedOnceMore } from "../app/asked_once_more.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { ServerText } from "../app/server_text.js";
import { format, language, t, tValue } from "../app/state.js";
import { Badge, Figures, Section, Trouble } from "../app/widgets.js";
import { categoryName } from "../places.js";
import { Reasons } from "../reasons_view.js";

/** @type {readonly ("PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "RETURNED")[]} */
export const ORDER_STATUSES = ["PLACED", "PAID", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED"];
const CANCELLABLE = ["PLACED", "PAID"];
const REASONS = 8;

/** @param {{ status: typeof ORDER_STATUSES[number] }} props */
export function OrderStatus({ status }) {
  const tone = status === "CANCELLED" || status === "RETURNED" ? "bad" : status === "DELIVERED" ? "good" : "plain";
  return html`<${Badge} tone=${tone}>${tValue("order", status)}</${Badge}>`;
}

/** One order: its money and state, why this customer, and what may be done with it. @param {{ id: string }} props */
export function OpenOrder({ id }) {
  const path = `/v1/orders/${encodeURIComponent(id)}`;
  const order = useResource(path, 5_000);
  const actions = html`<a href=${`/orders${location.search}`}>${t("close")}</a>`;
  return html`
    <${Section} id="order-title" title=${t("orderOf", { id })} of=${[order]} absent=${t("orderUnknown")}
      actions=${actions}>
        ${order.data && html`<${order.data.state === "stored" ? Details : NotStored} order=${order.data} />`}
        ${order.data && CANCELLABLE.includes(order.data.status) &&
          html`<${Cancel} path=${path} onDone=${order.reload} />`}
      </${Section}>
  `;
}

/** @param {{ order: any }} props */
function Details({ order }) {
  const { won, whole, moment } = format.value;
  const { effects } = order.trace;
  const total = order.totalAmount + order.shippingCost;
  return html`
    <${Figures} figures=${[
      { name: t("state"), value: html`<${OrderStatus} status=${order.status} />`, note: moment(order.updatedDatetime) },
      { name: t("placedAt"), value: moment(order.createdAt) },
      { name: t("amount"), value: won(total), note: t("withShipping", { shipping: won(order.shippingCost) }) },
      { name: t("discount"), value: won(order.discountAmount) },
      { name: t("quantity"), value: whole(order.quantity) },
      { name: t("payment"), value: order.paymentMethod },
      {
        name: t("who"),
        value: html`<a href=${`/customers/${encodeURIComponent(order.userId)}`} lang="ko">${
          order.userName ?? order.userId
        }</a>`,
        note: order.userRegion,
      },
      {
        name: t("product"),
        value: order.category ? categoryName(order.category, language.value) : "–",
        note: order.productId,
      },
      {
        name: t("orderTotals"),
        value: effects.reversed
          ? t("countsNowhere")
          : t("ofDay", { day: format.value.dayName(effects.day), amount: won(effects.amount) }),
      },
      ...placeIn(order.trace.log),
    ]} />
    <${BoughtTogether} order=${order} />
    <h3>${t("why")}</h3>
    <${Reasons} order=${order} most=${REASONS} look=${{ language: language.value, formats: format.value }} />
  `;
}

/** An order that waits for its customer or product, or was put aside. @param {{ order: any }} props */
function NotStored({ order: { state, reason, code, since, trace } }) {
  const isDead = state === "dead";
  return html`<${Figures} figures=${[
    {
      name: t("state"),
      value: html`<${Badge} tone=${isDead ? "bad" : "plain"}>${t(isDead ? "orderDead" : "orderPending")}</${Badge}>`,
      note: since === null ? "" : format.value.moment(since),
    },
    { name: t("reason"), value: html`<${ServerText} code=${code ?? reason} text=${isDead ? reason : null} />` },
    ...placeIn(trace.deadLetter ?? trace.log),
  ]} />`;
}

/** Where it is in the log, as far as that is known. @param {{ topic: string, partition: number, offset: number } | null} log */
function placeIn(log) {
  return log === null ? [] : [{ name: t("wayThroughLog"), value: `${log.topic} ${log.partition}/${log.offset}` }];
}

/** The other lines of the cart. @param {{ order: any }} props */
function BoughtTogether({ order: { orderId, userId, createdAt } }) {
  const next = new Date(Date.parse(createdAt) + 1).toISOString();
  const page = useResource(withQuery("/v1/orders", { user: userId, from: createdAt, to: next, limit: 50 }));
  const others = itemsOf(page.data).filter((each) => each.orderId !== orderId);
  if (others.length === 0) return null;
  return html`
    <h3>${t("purchaseLines")}</h3>
    <ul>
      ${others.map((each) =>
        html`<li key=${each.orderId}>
          <a href=${`/orders/${encodeURIComponent(each.orderId)}${location.search}`}>${
          each.category ? categoryName(each.category, language.value) : each.productId
        }</a> × ${format.value.whole(each.quantity)} · ${format.value.won(each.totalAmount)}
        </li>`
      )}
    </ul>
  `;
}

/** @param {{ path: string, onDone: () => void }} props */
function Cancel({ path, onDone }) {
  const { failure, send } = useChanges();
  async function cancel() {
    const answer = await send("POST", `${path}/cancel`);
    onDone();
    return answer.ok;
  }
  return html`
    <${AskedOnceMore} name=${t("cancelOrder")} question=${t("cancelSure")} yes=${t("cancelYes")} onYes=${cancel}>
      ${failure && html`<${Trouble} failure=${failure} />`}
    </${AskedOnceMore}>
  `;
}
