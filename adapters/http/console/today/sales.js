// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useResource } from "../app/resource.js";
import { view } from "../app/router.js";
import { format, summary, t } from "../app/state.js";
import { Trouble } from "../app/widgets.js";
import { HoursChart } from "./hours_chart.js";

/**
 * @typedef {{ amount: number, orders: number, averageBasket: number | null }} Sales
 * @typedef {{ hour: number, today: { amount: number, orders: number } | null, lastWeek: { amount: number, orders: number } }} Hour
 * @typedef {{
 *   day: string, comparedDay: string, today: Sales, lastWeek: Sales, lastWeekWhole: Sales, hours: Hour[], asOf: string,
 * }} Comparison
 */

const REFRESH_MS = 15_000;

/** What was sold today, against the same day last week up to the same time. Its boxes keep their size while it reads. */
export function TodaySales() {
  const sales = useResource(view.value === "today" ? "/v1/commerce/sales-comparison" : null, REFRESH_MS);
  /** @type {Comparison | null} */
  const data = sales.data;
  const isStale = sales.failure !== null && sales.at !== null;
  return html`<section aria-labelledby="sales-title" class="part sales" data-stale=${isStale ? "" : undefined}>
    <h2 id="sales-title">${t("today")}</h2>
    <p class="quiet">${data ? sayCompared(data) : t("reading")}</p>
    ${sales.failure && html`<${Trouble} failure=${sales.failure} since=${sales.at} />`}
    <div class="part-body">
      <dl class="sales-figures">
        <${Figure} name=${t("sales")} of=${data} field="amount" say=${format.value.won} />
        <${Figure} name=${t("orders")} of=${data} field="orders" say=${format.value.whole} />
        <${Figure} name=${t("averageBasket")} of=${data} field="averageBasket" say=${format.value.won} />
      </dl>
      <${HoursChart} hours=${data?.hours ?? []} />
      ${summary.value?.counts?.orders === 0 && html`<${FirstSteps} />`}
    </div>
  </section>`;
}

/** @param {Comparison} compared */
function sayCompared({ comparedDay, asOf, lastWeekWhole }) {
  const { dayName, timeOfDay, won } = format.value;
  return t("comparedWith", {
    day: dayName(comparedDay),
    time: timeOfDay(asOf),
    whole: won(lastWeekWhole.amount),
  });
}

/** @param {{ name: string, of: Comparison | null, field: keyof Sales, say: (value: number) => string }} props */
function Figure({ name, of, field, say }) {
  const now = of?.today[field] ?? null;
  const then = of?.lastWeek[field] ?? null;
  return html`
    <div>
      <dt>${name}</dt>
      <dd>${now === null ? "–" : say(now)}</dd>
      <dd class="quiet">${of && html`<${Change} now=${now} then=${then} say=${say} />`}</dd>
    </div>
  `;
}

/** @param {{ now: number | null, then: number | null, say: (value: number) => string }} props */
function Change({ now, then, say }) {
  if (then === null || then <= 0) return t("nothingThen");
  const share = now === null ? 0 : now / then - 1;
  const percent = format.value.percent(Math.abs(share));
  const isUp = share > 0;
  return html`
    ${now !== null && html`<span class=${isUp ? "up" : "down"}>
      <span aria-hidden="true">${share === 0 ? "＝" : isUp ? "▲" : "▼"}</span>${" "}${
      share === 0 ? t("asMuch") : t(isUp ? "moreBy" : "lessBy", { percent })
    }</span>${" · "}`}${t("then", { value: say(then) })}
  `;
}

/** What to do in a shop that has sold nothing yet. */
function FirstSteps() {
  return html`
    <div class="empty-note">
      <p>${t("emptyShop")}</p>
      <ul>
        <li><a href="/orders/imports">${t("emptyShopImport")}</a></li>
        <li>${t("emptyShopSend")} <a href="/docs">${t("apiDocs")}</a></li>
        <li>${t("emptyShopDemo")} <code>deno task start</code></li>
      </ul>
    </div>
  `;
}
