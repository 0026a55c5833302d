// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useResource } from "../../app/resource.js";
import { format, t } from "../../app/state.js";
import { Bars } from "../../app/widgets.js";

const DAYS = [-6, -5, -4, -3, -2, -1, 0];
const DAY_MS = 86_400_000;

/** Sales of the seven business days up to one; each can be opened. @param {{ store: string, day: string | null, onDay: (day: string) => void }} props */
export function Week({ store, day, onDay }) {
  const days = DAYS.map((offset) => dayAfter(day ?? "1970-01-01", offset));
  const reports = days.map((each) =>
    useResource(day && `/v1/stores/${encodeURIComponent(store)}/reports/${each}/sales`)
  );
  const amounts = reports.map(({ data }) => data?.figures.amount ?? null);
  if (day === null) return null;
  const bars = days.map((each, nth) => ({
    name: html`
      <button class="link" aria-current=${each === day ? "date" : undefined}
        onClick=${() => onDay(each)}>${format.value.weekday(each)}</button>
    `,
    value: amounts[nth] ?? 0,
    text: amounts[nth] === null ? "–" : format.value.shortWon(amounts[nth]),
  }));
  return html`
    <h3>${t("theWeek")}</h3>
    <${Bars} label=${t("theWeek")} bars=${bars} />
  `;
}

/** @param {string} day @param {number} offset */
function dayAfter(day, offset) {
  return new Date(Date.parse(day) + offset * DAY_MS).toISOString().slice(0, 10);
}
