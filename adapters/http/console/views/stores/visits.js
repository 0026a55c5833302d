// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useResource } from "../../app/resource.js";
import { format, t } from "../../app/state.js";
import { Bars, Empty, Section } from "../../app/widgets.js";

const REFRESH_MS = 30_000;

/** How many customers the store's beacons knew on each of the last fourteen days. @param {{ store: string }} props */
export function Visits({ store }) {
  const visits = useResource(`/v1/stores/${encodeURIComponent(store)}/visits?days=14`, REFRESH_MS);
  /** @type {{ day: string, customers: number }[]} */
  const days = visits.data?.days ?? [];
  const bars = days.map(({ day, customers }, nth) => ({
    name: nth === 0 || day.endsWith("-01") ? format.value.shortDay(day) : Number(day.slice(-2)),
    value: customers,
    text: format.value.whole(customers),
  }));
  return html`<${Section} id="visits-title" title=${t("visits")} note=${t("visitsNote")} of=${[visits]}>
    ${
    days.every(({ customers }) => customers === 0)
      ? html`<${Empty}>${t("noVisits")}</${Empty}>`
      : html`<${Bars} label=${t("visits")} bars=${bars} isDense />`
  }
  </${Section}>`;
}
