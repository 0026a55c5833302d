// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useResource } from "../../app/resource.js";
import { format, t } from "../../app/state.js";
import { Badge, Empty, Figures, Section, Table } from "../../app/widgets.js";

/** Seven business days against the seven before, what changed most first. @param {{ store: string }} props */
export function MenuChanges({ store }) {
  const comparison = useResource(`/v1/stores/${encodeURIComponent(store)}/menu-comparison`);
  if (comparison.failure?.code === "unknown_store") return null;
  const { recent, previous, menus = [] } = comparison.data ?? {};
  const { won, whole } = format.value;
  const rows = [...menus].sort((a, b) => Math.abs(b.difference.amount) - Math.abs(a.difference.amount));
  const note = recent && t("weeks", {
    recent: `${recent.firstDay} – ${recent.lastDay}`,
    previous: `${previous.firstDay} – ${previous.lastDay}`,
  });
  return html`<${Section} id="menus-title" title=${t("menuChanges")} note=${note} of=${[comparison]}>
    ${
    recent && html`<${Figures} figures=${[
      { name: t("recentWeek"), value: won(recent.amount), note: t("daysWithSales", { days: recent.daysWithSales }) },
      {
        name: t("weekBefore"),
        value: won(previous.amount),
        note: t("daysWithSales", { days: previous.daysWithSales }),
      },
      { name: t("difference"), value: signed(recent.amount - previous.amount, won) },
    ]} />`
  }
    ${
    rows.length === 0
      ? html`<${Empty}>${t("noMenus")}</${Empty}>`
      : html`<${Table} label=${t("menuChanges")} rows=${rows} keyOf=${(/** @type {any} */ { menu }) => menu} columns=${[
        { title: t("menu"), main: true, cell: menuCell },
        { title: t("difference"), number: true, cell: (/** @type {any} */ row) => difference(row.difference.amount) },
        { title: t("recentWeek"), number: true, cell: (/** @type {any} */ row) => won(row.recent.amount) },
        { title: t("weekBefore"), number: true, cell: (/** @type {any} */ row) => won(row.previous.amount) },
        {
          title: t("piecesChange"),
          number: true,
          cell: (/** @type {any} */ row) => signed(row.difference.units, whole),
        },
      ]} />`
  }
  </${Section}>`;
}

/** @param {any} row */
function menuCell({ menu, status }) {
  if (status === "new") return html`${menu} <${Badge} tone="good">${t("newMenu")}</${Badge}>`;
  if (status === "vanished") return html`${menu} <${Badge} tone="bad">${t("vanishedMenu")}</${Badge}>`;
  return menu;
}

/** @param {number} amount */
function difference(amount) {
  const tone = amount > 0 ? "up" : amount < 0 ? "down" : "";
  return html`<span class=${tone}>${signed(amount, format.value.won)}</span>`;
}

/** @param {number} value @param {(value: number) => string} write */
function signed(value, write) {
  return value > 0 ? `+${write(value)}` : value < 0 ? `−${write(-value)}` : write(0);
}
