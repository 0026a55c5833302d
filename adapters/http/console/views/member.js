// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf, withQuery } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { format, t } from "../app/state.js";
import { Empty, Figures, Section, Table } from "../app/widgets.js";
import { EraseMember } from "./erase_member.js";
import { MemberGrade } from "./member_grade.js";
import { OrderStatus } from "./open_order.js";
import { WhatIf } from "./what_if.js";

/** One member: the orders, the grade, how likely the next purchase is, and the erasure. @param {{ id: string }} props */
export function Member({ id }) {
  const member = useResource(`/v1/users/${encodeURIComponent(id)}`);
  const actions = html`<a href="/customers">${t("close")}</a>`;
  const user = member.data;
  const { moment, whole } = format.value;
  return html`
    <${Section} id="member-title" title=${user ? user.name : id} note=${id} of=${[member]}
      absent=${t("memberUnknown")} actions=${actions}>
        ${user && html`<${Figures} figures=${[
          { name: t("grade"), value: user.grade },
          {
            name: t("ageName"),
            value: user.age === null ? "–" : whole(user.age),
            note: user.gender ? t(user.gender === "F" ? "woman" : "man") : "",
          },
          { name: t("livesAt"), value: html`<span lang="ko">${user.address}</span>` },
          { name: t("joined"), value: moment(user.createdAt) },
          { name: t("lastOrder"), value: user.lastOrderedAt ? moment(user.lastOrderedAt) : t("never") },
          { name: t("offers"), value: t(user.marketingAgree ? "yes" : "no") },
        ]} />`}
        <${OrdersOf} id=${id} />
      </${Section}>
      ${user && !user.isGuest && html`<${MemberGrade} id=${id} />`}
      ${user && html`<${WhatIf} user=${user} />`}
      ${user && html`<${EraseMember} key=${id} id=${user.userId} />`}
  `;
}

/** @param {{ id: string }} props */
function OrdersOf({ id }) {
  const page = useResource(withQuery("/v1/orders", { user: id, limit: 10 }));
  if (page.at === null) return null;
  const rows = itemsOf(page.data);
  const { won, moment } = format.value;
  return html`
    <h3>${t("view_orders")}</h3>
    ${rows.length === 0 ? html`<${Empty}>${t("memberWithoutOrders")}</${Empty}>` : html`
      <${Table} label=${t("view_orders")}
        rows=${rows} keyOf=${(/** @type {any} */ { orderId }) => orderId} columns=${[
          {
            title: t("orderId"),
            main: true,
            cell: (/** @type {any} */ { orderId }) =>
              html`<a href=${`/orders/${encodeURIComponent(orderId)}`}>${orderId}</a>`,
          },
          { title: t("placedAt"), cell: (/** @type {any} */ { createdAt }) => moment(createdAt) },
          { title: t("state"), cell: (/** @type {any} */ { status }) => html`<${OrderStatus} status=${status} />` },
          {
            title: t("amount"),
            number: true,
            cell: (/** @type {any} */ { totalAmount, shippingCost }) => won(totalAmount + shippingCost),
          },
        ]} />
      <p><a href=${withQuery("/orders", { user: id })}>${t("allOrdersOf")}</a></p>
    `}
  `;
}
