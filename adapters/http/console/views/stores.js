// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf, withQuery } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { navigate, openId } from "../app/router.js";
import { t } from "../app/state.js";
import { Empty, Section } from "../app/widgets.js";
import { FloorPlan } from "./stores/floor_plan.js";
import { ManualSearch } from "./stores/manual_search.js";
import { MenuChanges } from "./stores/menu_changes.js";
import { TryDetection } from "./stores/try_detection.js";
import { Visits } from "./stores/visits.js";
import { StoreReport } from "./stores/store_report.js";

const RECENT_MS = 5 * 60_000;
const REFRESH_MS = 10_000;

/** One store at a time: `/stores/{id}`. */
export default function Stores() {
  const registered = useResource("/v1/stores?limit=200");
  const events = useResource(recentEvents, REFRESH_MS);
  const seen = itemsOf(events.data);
  const stores = storesOf(itemsOf(registered.data), seen);
  const current = openId.value ?? stores[0]?.storeId ?? null;
  const isKnown = registered.at !== null || events.at !== null;

  return html`
    <${Section} id="stores-title" title=${t("view_stores")} of=${isKnown ? [] : [events]}>
      ${stores.length > 0
        ? html`<ul class="chips">
            ${
          stores.map(({ storeId, name }) =>
            html`
              <li key=${storeId}>
                <a href=${`/stores/${encodeURIComponent(storeId)}`} aria-current=${storeId === current
                  ? "true"
                  : undefined}>
                              ${name ?? storeId}
                            </a>
              </li>
            `
          )
        }
          </ul>`
        : html`<${Empty}>${t("noStores")}</${Empty}>`}
      <form class="row" onSubmit=${openStore}>
        <label for="store-id">${t("storeId")}</label>
        <input id="store-id" name="store" type="search" required maxlength="64" placeholder="store100" />
        <button>${t("open")}</button>
      </form>
    </${Section}>
    ${current && html`<${FloorPlan} key=${`floor ${current}`} store=${current} events=${events} seen=${seen} />`}
    ${current && html`<${Visits} key=${`visits ${current}`} store=${current} />`}
    ${current && html`<${TryDetection} key=${`try ${current}`} store=${current} />`}
    ${current && html`<${StoreReport} key=${`report ${current}`} store=${current} />`}
    ${current && html`<${MenuChanges} key=${`menu ${current}`} store=${current} />`}
    <${ManualSearch} store=${current} />
  `;
}

function recentEvents() {
  const from = new Date(Math.floor((Date.now() - RECENT_MS) / 60_000) * 60_000);
  return withQuery("/v1/events", { limit: 1000, from: from.toISOString() });
}

/** @param {SubmitEvent} event */
function openStore(event) {
  event.preventDefault();
  const store = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("store");
  if (typeof store === "string" && store.trim() !== "") navigate(`/stores/${encodeURIComponent(store.trim())}`);
}

/** Those with settings and those where somebody was seen, by id. @param {any[]} registered @param {any[]} seen */
function storesOf(registered, seen) {
  /** @type {Map<string, { storeId: string, name: string | null }>} */
  const stores = new Map(seen.map(({ storeId }) => [storeId, { storeId, name: null }]));
  for (const { storeId, name } of registered) stores.set(storeId, { storeId, name });
  return [...stores.values()].sort((a, b) => a.storeId.localeCompare(b.storeId));
}
