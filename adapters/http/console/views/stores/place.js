// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { format, t } from "../../app/state.js";
import { Badge } from "../../app/widgets.js";

const SHOWN = 4;

/** A beacon's place with who is there, as text. @param {{ place: any, guests: any[] }} props */
export function Place({ place, guests }) {
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
