// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { itemsOf } from "../../app/api.js";
import { useResource } from "../../app/resource.js";
import { format, t } from "../../app/state.js";
import { Empty, Section } from "../../app/widgets.js";
import { FloorDrawing } from "./floor_drawing.js";
import { PlanEditor } from "./plan_editor.js";
import { Place } from "./place.js";

/**
 * The places of a store with those whose last sighting was there: drawn to scale where beacons have positions.
 *
 * @param {{ store: string, events: import("../../app/resource.js").Resource, seen: any[] }} props
 */
export function FloorPlan({ store, events, seen }) {
  const path = `/v1/stores/${encodeURIComponent(store)}`;
  const beacons = useResource(`${path}/beacons?limit=200`);
  const plan = useResource(`${path}/floor-plan`);
  const [isEdited, setEdited] = useState(false);
  const places = itemsOf(beacons.data);
  const positions = plan.data?.beacons ?? [];
  const here = lastSightings(seen).filter(({ storeId }) => storeId === store);
  const note = events.at === null ? "" : t("hereNote", { count: format.value.whole(here.length) });
  const edit = () => {
    if (isEdited) plan.reload();
    setEdited(!isEdited);
  };
  const actions = places.length > 0 && html`
    <button aria-pressed=${isEdited} onClick=${edit}>${t(isEdited ? "planDone" : "planEdit")}</button>
  `;
  return html`
    <${Section} id="floor-title" title=${t("whoIsWhere")} note=${note} of=${[beacons, plan, events]}
      actions=${actions}>
        ${places.length === 0 && html`<${Empty}>${t("noBeacons", { store })}</${Empty}>`}
        ${places.length > 0 && positions.length === 0 && !isEdited && html`<p class="quiet">${t("noPositions")}</p>`}
        ${isEdited ? html`<${PlanEditor} places=${places} positions=${positions} />` : html`
          <div class=${positions.length > 0 ? "floor-pair" : ""}>
            <${FloorDrawing} places=${places} positions=${positions} here=${here} />
            <ul class="floor">
              ${places.map((place) =>
                html`
                  <li key=${place.beaconId} data-type=${place.location.type}>
                    <${Place} place=${place} guests=${here.filter(({ beaconId }) => beaconId === place.beaconId)} />
                  </li>
                `
              )}
            </ul>
          </div>
        `}
      </${Section}>
  `;
}

/** The newest event of each customer; the list is newest first. @param {any[]} events */
function lastSightings(events) {
  const known = new Set();
  return events.filter(({ customerId }) => !known.has(customerId) && known.add(customerId));
}
