// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useResource } from "../app/resource.js";
import { format, t } from "../app/state.js";

const DAYS = [-6, -5, -4, -3, -2, -1, 0];
const DAY_MS = 86_400_000;

/** Sales of the seven business days up to one; each can be opened. @param {{ store: string, day: string | null, onDay: (day: string) => void }} props */
export function Week({ store, day, onDay }) {
  const days = DAYS.map((offset) => dayAfter(day ?? "1970-01-01", offset));
  const reports = days.map((each) =>
    useResource(day && `/v1/stores/${encodeURIComponent(store)}/reports/${each}/sales`)
  );
  const amounts = reports.map(({ data }) => data?.figures.amount ?? null);
  const most = Math.max(1, ...amounts.map((amount) => amount ?? 0));
  if (day === null) return null;
  return html`
    <h3 id="week-title">${t("theWeek")}</h3>
    <div class="columns-box" tabindex="0" role="group" aria-labelledby="week-title">
      <ul class="columns week">
        ${days.map((each, nth) =>
          html`
            <li key=${nth}>
              <span class="column-text">${amounts[nth] === null ? "–" : format.value.shortWon(amounts[nth])}</span>
              <span class="column" aria-hidden="true"
                style=${{ "--share": `${Math.max(0, amounts[nth] ?? 0) / most * 100}%` }}></span>
              <button class="link column-name" aria-current=${each === day ? "date" : undefined}
                onClick=${() => onDay(each)}>${format.value.weekday(each)}</button>
            </li>
          `
        )}
      </ul>
    </div>
  `;
}

/** @param {string} day @param {number} offset */
function dayAfter(day, offset) {
  return new Date(Date.parse(day) + offset * DAY_MS).toISOString().slice(0, 10);
}
