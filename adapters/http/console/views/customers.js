// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf, withQuery } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { navigateByForm, openIn, query } from "../app/router.js";
import { format, summary, t } from "../app/state.js";
import { useTyped } from "../app/typed.js";
import { Badge, Empty, Figures, NotCounted, Section, Table } from "../app/widgets.js";
import { Member } from "./member.js";
import { Visitor } from "./visitor.js";

/** @type {("VIP" | "GOLD" | "SILVER" | "BRONZE")[]} */
const GRADES = ["VIP", "GOLD", "SILVER", "BRONZE"];
const SEEN = "seen/";

/** Members by grade; `/customers/{id}` is a member, `/customers/seen/{id}` somebody who was recognised in stores. */
export default function Customers() {
  const open = openIn("customers");
  return html`
    ${open !== null &&
      (open.startsWith(SEEN)
        ? html`<${Visitor} key=${open} id=${open.slice(SEEN.length)} />`
        : html`<${Member} key=${open} id=${open} />`)}
    ${open === null && html`<${Grades} />`}
    <${Members} />
  `;
}

function Grades() {
  const grades = summary.value?.grades ?? null;
  const all = grades ? GRADES.reduce((sum, grade) => sum + grades[grade], 0) : 0;
  return html`<${Section} id="grades-of-members" title=${t("grades")} note=${t("gradesNote")}>
    ${
    grades === null ? html`<${NotCounted} />` : html`<${Figures} figures=${
      GRADES.map((grade) => ({
        name: grade,
        value: html`<a href=${`/customers?grade=${grade}`}>${format.value.whole(grades[grade])}</a>`,
        note: all === 0 ? "" : format.value.percent(grades[grade] / all),
      }))
    } />`
  }
  </${Section}>`;
}

function Members() {
  const { q = "", grade = "", cursor = "" } = Object.fromEntries(query.value);
  const page = useResource(withQuery("/v1/users", { q, grade, cursor, limit: 50 }));
  const rows = itemsOf(page.data);
  const next = page.data?.nextCursor ?? null;
  const search = navigateByForm("/customers");

  return html`<${Section} id="members-title" title=${t("members")} of=${[page]}>
    <form class="row" role="search" onSubmit=${search}>
      <label for="member-search">${t("search")}</label>
      <input id="member-search" name="q" type="search" maxlength="200" ...${useTyped(q)}
        placeholder=${t("memberSearchHint")} />
      <label for="member-grade">${t("grade")}</label>
      <select id="member-grade" name="grade" onChange=${search}>
        <option value="">${t("any")}</option>
        ${GRADES.map((each) => html`<option value=${each} selected=${each === grade}>${each}</option>`)}
      </select>
      <button>${t("search")}</button>
    </form>
    ${
    rows.length === 0
      ? html`<${Empty}>${t(q || grade ? "noneFound" : "noMembers")}${
        !q && !grade && html`
          <a href="/orders/imports">${t("importFile")}</a>
        `
      }</${Empty}>`
      : html`<${Table} label=${t("members")} rows=${rows} keyOf=${(/** @type {any} */ { userId }) =>
        userId} columns=${memberColumns()} />`
  }
    ${next !== null && html`<p><a href=${withQuery("/customers", { q, grade, cursor: next })}>${t("more")}</a></p>`}
  </${Section}>`;
}

function memberColumns() {
  const { moment } = format.value;
  return [
    {
      title: t("who"),
      main: true,
      cell: (/** @type {any} */ { userId, name }) =>
        html`<a href=${`/customers/${
          encodeURIComponent(userId)
        }`} lang="ko">${name}</a> <span class="quiet">${userId}</span>`,
    },
    {
      title: t("grade"),
      cell: (/** @type {any} */ { grade }) =>
        html`<${Badge} tone=${grade === "VIP" ? "good" : "plain"}>${grade}</${Badge}>`,
    },
    { title: t("livesAt"), cell: (/** @type {any} */ { address }) => html`<span lang="ko">${address}</span>` },
    { title: t("joined"), number: true, cell: (/** @type {any} */ { createdAt }) => moment(createdAt) },
    {
      title: t("lastOrder"),
      number: true,
      cell: (/** @type {any} */ { lastOrderedAt }) => lastOrderedAt ? moment(lastOrderedAt) : t("never"),
    },
  ];
}
