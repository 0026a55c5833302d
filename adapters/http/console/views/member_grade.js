// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useResource } from "../app/resource.js";
import { format, t } from "../app/state.js";
import { Badge, Section } from "../app/widgets.js";

/** @typedef {import("../wire.js").Grade} Grade */

const REFRESH_MS = 30_000;

/** How a member came by the grade, and what is missing to the next. @param {{ id: string }} props */
export function MemberGrade({ id }) {
  const read = useResource(`/v1/users/${encodeURIComponent(id)}/grade`, REFRESH_MS);
  return html`
    <${Section} id="grade-title" title=${t("grade")} note=${t("gradesNote")} of=${[read]}>
      ${read.data && html`<${Grade} of=${read.data} />`}
        </${Section}>
  `;
}

/** @param {{ of: any }} props */
function Grade({ of: { grade, nextGrade, standing, missing, history } }) {
  const { won, whole, moment } = format.value;
  return html`
    <p>
      <${Badge} tone=${grade === "VIP" ? "good" : "plain"}>${grade}</${Badge}>${" "}
      ${t("boughtInWindow", { amount: won(standing.amount), orders: whole(standing.orders) })}
    </p>
    ${missing === null ? html`<p class="all-well">${t("highestGrade")}</p>` : html`
      <${Missing}
        standing=${standing} missing=${missing} />
    `}
    ${nextGrade !== grade && html`<p>${t("nextRun", { grade: nextGrade })}</p>`}
    <h3>${t("gradeHistory")}</h3>
    ${history.length === 0 ? html`<p class="quiet">${t("noGradeHistory")}</p>` : html`
      <ol class="grade-history">
        ${history.map((/** @type {{ from: Grade, to: Grade, changedAt: string }} */ { from, to, changedAt }) =>
          html`<li key=${changedAt}>
            <time datetime=${changedAt} class="quiet">${moment(changedAt)}</time> ${from} → <b>${to}</b>
          </li>`
        )}
      </ol>
    `}
  `;
}

/** @param {{ standing: { amount: number, orders: number }, missing: { grade: Grade, amount: number, orders: number } }} props */
function Missing({ standing, missing: { grade, amount, orders } }) {
  const { won, whole } = format.value;
  return html`
    <p>${t("missingToNext", { grade, amount: won(amount), orders: whole(orders) })}</p>
    <div class="meters">
      <${Way} name=${t("amount")} done=${standing.amount} missing=${amount} />
      <${Way} name=${t("orders")} done=${standing.orders} missing=${orders} />
    </div>
  `;
}

/** The figures are said in the sentence before. @param {{ name: string, done: number, missing: number }} props */
function Way({ name, done, missing }) {
  const share = missing === 0 ? 1 : Math.max(0, done) / (Math.max(0, done) + missing);
  return html`
    <div aria-hidden="true">
      <span class="quiet">${name}</span>
      <div class="track"><span style=${{ "--share": `${share * 100}%` }}></span></div>
    </div>
  `;
}
