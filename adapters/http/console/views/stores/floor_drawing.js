// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { format, t } from "../../app/state.js";
import { floorsOf, planSize, scaleOf } from "./plan_geometry.js";

/** @typedef {import("./plan_geometry.js").Positioned} Positioned */

const SURE = 0.9;
const DOTS = 8;

/**
 * One floor to scale, with everybody as a dot at their place; the same as text is in the list below it.
 *
 * @param {{ places: any[], positions: Positioned[], here: any[] }} props
 */
export function FloorDrawing({ places, positions, here }) {
  const floors = floorsOf(positions);
  const [chosen, setFloor] = useState(/** @type {number | null} */ (null));
  const floor = chosen !== null && floors.includes(chosen) ? chosen : floors.find((each) => each > 0) ?? floors[0];
  if (floor === undefined) return null;
  const placed = positions.filter((each) => each.floor === floor);
  const { width, height } = planSize(placed);
  const people = here.filter(({ beaconId }) => placed.some((each) => each.beaconId === beaconId));
  const label = t("planLabel", {
    floor: floorName(floor),
    width: format.value.metres(width),
    height: format.value.metres(height),
    count: people.length,
  });
  return html`
    <div class="plan-box">
      ${floors.length > 1 && html`<${Floors} floors=${floors} current=${floor} onFloor=${setFloor} />`}
      <${Plan} width=${width} height=${height} role="img" label=${label}>
        ${placed.map((position) => {
          const place = places.find(({ beaconId }) => beaconId === position.beaconId);
          const guests = people.filter(({ beaconId }) => beaconId === position.beaconId);
          return html`
            <${Spot} key=${position.beaconId} position=${position} size=${{ width, height }} type=${place?.location
              .type}>
              <span class="dots">${guests.slice(0, DOTS).map(({ confidence }) =>
                html`<i class=${confidence >= SURE ? "sure" : ""}></i>`
              )}${guests.length > DOTS && html`<b>+${guests.length - DOTS}</b>`}</span>
              <span class="spot-name">${place?.location.name ?? position.beaconId}</span>
              </${Spot}>
          `;
        })}
      </${Plan}>
      <p class="plan-legend quiet" aria-hidden="true">
        <span class="plan-scale" style=${{ "--share": `${scaleOf(width) / width * 100}%` }}></span>
        <span>${format.value.metres(scaleOf(width))}</span>
        <span><i class="sure"></i> ${t("planSure", { share: format.value.percent(SURE) })}</span>
        <span><i></i> ${t("planLessSure")}</span>
      </p>
    </div>
  `;
}

/** @param {{ floors: number[], current: number, onFloor: (floor: number) => void }} props */
export function Floors({ floors, current, onFloor }) {
  return html`<div class="row" role="group" aria-label=${t("floors")}>
    ${
    floors.map((floor) =>
      html`<button key=${floor} aria-pressed=${floor === current} onClick=${() => onFloor(floor)}>${
        floorName(floor)
      }</button>`
    )
  }
  </div>`;
}

/** A box in the proportions of the store, with lines every metre. @param {any} props */
export function Plan({ width, height, role, label, children, onBox }) {
  return html`
    <div class="plan" role=${role} aria-label=${label} ref=${onBox}
      style=${{ "--wide": width, "--high": height }}>
      <ul role="presentation">${children}</ul>
    </div>
  `;
}

/** @param {{ position: Positioned, size: { width: number, height: number }, type: string, children?: any }} props */
export function Spot({ position, size, type, children }) {
  return html`<li class="spot" role="presentation" data-type=${type} style=${{
    left: `${position.x / size.width * 100}%`,
    top: `${position.y / size.height * 100}%`,
  }}>${children}</li>`;
}

/** @param {number} floor */
export function floorName(floor) {
  return floor > 0 ? t("floorUp", { floor }) : t("floorDown", { floor: -floor });
}
