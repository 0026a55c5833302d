// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { useResource } from "../../app/resource.js";
import { format, language, t } from "../../app/state.js";
import { useTyped } from "../../app/typed.js";
import { Week } from "./week.js";
import { Bars, Empty, Figures, Section, Table } from "../../app/widgets.js";

/** One business day of a store, all four categories. @param {{ store: string }} props */
export function StoreReport({ store }) {
  const [day, setDay] = useState("");
  const path = (/** @type {string} */ category) =>
    `/v1/stores/${encodeURIComponent(store)}/reports/${day === "" ? "today" : day}/${category}?lang=${language.value}`;
  const summary = useResource(path("summary"));
  const sales = useResource(path("sales"));
  const menu = useResource(path("menu"));
  const hours = useResource(path("hours"));
  // A day to come is not there either, and says so itself.
  const isUnknown = summary.failure?.code === "unknown_store";
  const typed = useTyped(day || (summary.data?.date ?? ""));
  const actions = html`<label class="row"><span>${t("day")}</span>
    <input type="date" ...${typed} onChange=${(/** @type {any} */ e) => setDay(e.target.value)} />
  </label>`;
  const all = [summary, sales, menu, hours];
  return html`
    <${Section} id="report-title" title=${t("dayReport")} note=${noteOf(summary.data)} of=${all}
      absent=${isUnknown ? t("noSales", { store }) : undefined} actions=${actions}>
      <${Week} store=${store} day=${summary.data?.date ?? null} onDay=${setDay} />
      ${summary.data?.text && html`<p>${summary.data.text}</p>`}
      <${DayFigures} summary=${summary.data} sales=${sales.data} />
      <h3>${t("byHour")}</h3>
      <${Hours} report=${hours.data} />
      <h3>${t("byMenu")}</h3>
      <${Menus} report=${menu.data} />
      </${Section}>
  `;
}

/** @param {any} report */
function noteOf(report) {
  if (!report) return "";
  const { day, completeness } = report;
  const state = day.isOpen ? t("dayOpen") : completeness.isComplete ? t("dayComplete") : t("dayIncomplete");
  return `${report.date} · ${state}`;
}

/** @param {{ summary: any, sales: any }} props */
function DayFigures({ summary, sales }) {
  const { won, whole, percent } = format.value;
  const { weekBefore, busiestHour, bestMenus } = summary?.figures ?? {};
  const figures = sales?.figures;
  const change = weekBefore?.change;
  return html`<${Figures} figures=${[
    {
      name: t("sales"),
      value: figures && won(figures.amount),
      note: change === null || change === undefined
        ? ""
        : t("againstWeek", { change: `${change >= 0 ? "+" : "−"}${percent(Math.abs(change))}` }),
    },
    { name: t("receipts"), value: figures && whole(figures.sales) },
    {
      name: t("averageSale"),
      value: figures && (figures.averageAmount === null ? "–" : won(Math.round(figures.averageAmount))),
    },
    { name: t("returned"), value: figures && won(figures.returnedAmount) },
    { name: t("busiestHour"), value: busiestHour ? busiestHour.clock : "–" },
    { name: t("bestMenu"), value: bestMenus?.[0]?.menu ?? "–" },
  ]} />`;
}

/** @param {{ report: any }} props */
function Hours({ report }) {
  const hours = report?.figures?.hours ?? [];
  const isSold = (/** @type {any} */ { amount }) => amount !== 0;
  if (!hours.some(isSold)) return html`<${Empty}>${t("noSalesThatDay")}</${Empty}>`;
  // From the first hour with sales to the last.
  const bars = hours.slice(hours.findIndex(isSold), hours.findLastIndex(isSold) + 1).map((
    /** @type {any} */ { clock, amount },
  ) => ({
    name: clock,
    value: amount,
    text: amount === 0 ? "" : format.value.shortWon(amount),
  }));
  return html`<${Bars} label=${t("byHour")} bars=${bars} />`;
}

/** @param {{ report: any }} props */
function Menus({ report }) {
  const menus = report?.figures?.menus ?? [];
  if (menus.length === 0) return html`<${Empty}>${t("noSalesThatDay")}</${Empty}>`;
  const { whole, won, percent } = format.value;
  return html`<${Table} label=${t("byMenu")} rows=${menus} keyOf=${(/** @type {any} */ { menu }) => menu} columns=${[
    { title: t("menu"), main: true, cell: (/** @type {any} */ { menu }) => menu },
    { title: t("sales"), number: true, cell: (/** @type {any} */ { amount }) => won(amount) },
    { title: t("pieces"), number: true, cell: (/** @type {any} */ { quantity }) => whole(quantity) },
    { title: t("share"), number: true, cell: (/** @type {any} */ { share }) => share === null ? "–" : percent(share) },
  ]} />`;
}
