// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf } from "../../app/api.js";
import { useResource } from "../../app/resource.js";
import { format, t } from "../../app/state.js";
import { Badge, Empty, Section } from "../../app/widgets.js";

const SHOWN = 4;

/**
 * The places of a store with those whose last sighting was there.
 *
 * @param {{ store: string, events: import("../../app/resource.js").Resource, seen: any[] }} props
 */
export function FloorPlan({ store, events, seen }) {
  const beacons = useResource(`/v1/stores/${encodeURIComponent(store)}/beacons`);
  const places = itemsOf(beacons.data);
  const here = lastSightings(seen).filter(({ storeId }) => storeId === store);
  const note = events.at === null ? "" : t("hereNote", { count: format.value.whole(here.length) });
  return html`<${Section} id="floor-title" title=${t("whoIsWhere")} note=${note} of=${[beacons, events]}>
    ${places.length === 0 && html`<${Empty}>${t("noBeacons", { store })}</${Empty}>`}
    <ul class="floor">
      ${
    places.map((place) =>
      html`
        <li key=${place.beaconId} data-type=${place.location.type}>
          <${Place} place=${place} guests=${here.filter(({ beaconId }) => beaconId === place.beaconId)} />
        </li>
      `
    )
  }
    </ul>
  </${Section}>`;
}

/** @param {{ place: any, guests: any[] }} props */
function Place({ place, guests }) {
  const type = place.location.type;
  return html`
    <h3>${place.location.name}</h3>
    <p class="place-kind quiet">
      ${type === "entrance" ? t("entrance") : type === "counter" ? t("counter") : t("table")}
      ${place.status !== "active"
        ? html`
          <${Badge} tone="bad">${t("beaconOff")}</${Badge}>
        `
        : null}
    </p>
    <p class="place-count">${t("guests", { count: format.value.whole(guests.length) })}</p>
    <${Guests} guests=${guests.slice(0, SHOWN)} />
    ${guests.length > SHOWN && html`
      <details>
        <summary>${t("andGuests", { count: guests.length - SHOWN })}</summary>
        <${Guests} guests=${guests.slice(SHOWN)} />
      </details>
    `}
  `;
}

/** @param {{ guests: any[] }} props */
function Guests({ guests }) {
  return html`
    <ul class="guests">
      ${guests.map(({ customerId, confidence, detectedAt }) =>
        html`
          <li key=${customerId}>
            <a href=${`/customers/seen/${encodeURIComponent(customerId)}`}>${customerId}</a>
            <span class="quiet"> ${format.value.percent(confidence)} · ${format.value.timeOfDay(detectedAt)}</span>
          </li>
        `
      )}
    </ul>
  `;
}

/** The newest event of each customer; the list is newest first. @param {any[]} events */
function lastSightings(events) {
  const known = new Set();
  return events.filter(({ customerId }) => !known.has(customerId) && known.add(customerId));
}
