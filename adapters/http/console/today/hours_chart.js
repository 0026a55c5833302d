// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { format, t } from "../app/state.js";

/** @typedef {import("./sales.js").Hour} Hour */

/** Sales by hour, today's before last week's; the same figures as a table. @param {{ hours: Hour[] }} props */
export function HoursChart({ hours }) {
  const { shortWon } = format.value;
  const most = Math.max(1, ...hours.flatMap(({ today, lastWeek }) => [today?.amount ?? 0, lastWeek.amount]));
  const best = hours.reduce(
    (best, each) => (each.today?.amount ?? 0) > (best?.today?.amount ?? 0) ? each : best,
    /** @type {Hour | null} */ (null),
  );
  const label = best === null
    ? t("hoursEmpty")
    : t("hoursLabel", { hour: t("atHour", { hour: best.hour }), amount: shortWon(best.today?.amount ?? 0) });
  return html`
    <div class="hours-box">
      <div class="chart-head">
        <h3>${t("byHour")}</h3>
        <ul class="legend" aria-hidden="true">
          <li class="key-today">${t("today")}</li>
          <li class="key-last-week">${t("lastWeek")}</li>
        </ul>
      </div>
      <div class="hours" role="img" aria-label=${label}>
          ${hours.map((each) => html`<${Pair} key=${each.hour} of=${each} most=${most} />`)}
        </div>
      <details>
        <summary>${t("chartTable")}</summary>
        <${HoursTable} hours=${hours} />
      </details>
    </div>
  `;
}

/** @param {{ of: Hour, most: number }} props */
function Pair({ of: { hour, today, lastWeek }, most }) {
  const share = (/** @type {number} */ amount) => ({ "--share": `${Math.max(0, amount) / most * 100}%` });
  return html`
    <div class="hour">
      <span class="hour-bars">
          <i class="last-week" style=${share(lastWeek.amount)}></i>
          ${today !== null && html`<i class="today" style=${share(today.amount)}></i>`}
        </span>
      <span class="hour-name">${hour % 3 === 0 ? hour : ""}</span>
    </div>
  `;
}

/** @param {{ hours: Hour[] }} props */
function HoursTable({ hours }) {
  const { won, whole } = format.value;
  const cell = (/** @type {{ amount: number, orders: number } | null} */ of) =>
    of === null ? "–" : t("wonAndOrders", { amount: won(of.amount), orders: whole(of.orders) });
  return html`
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">${t("hour")}</th>
          <th scope="col" class="number">${t("today")}</th>
          <th scope="col" class="number">${t("lastWeek")}</th>
        </tr>
      </thead>
      <tbody>
        ${hours.map(({ hour, today, lastWeek }) =>
          html`
            <tr key=${hour}>
              <th scope="row">${t("atHour", { hour })}</th>
              <td class="number">${cell(today)}</td>
              <td class="number">${cell(lastWeek)}</td>
            </tr>
          `
        )}
      </tbody>
    </table>
  `;
}
