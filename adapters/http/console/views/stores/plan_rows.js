// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { t } from "../../app/state.js";

/** @typedef {import("./plan_geometry.js").Positioned} Positioned */

/**
 * The positions as numbers, of every beacon of the store.
 *
 * @param {{
 *   places: any[],
 *   placed: Positioned[],
 *   onPlace: (position: Positioned) => void,
 *   onNew: (beaconId: string) => void,
 *   onTakeOff: (beaconId: string) => void,
 * }} props
 */
export function PlanRows({ places, placed, onPlace, onNew, onTakeOff }) {
  return html`<ul class="plan-rows">
    ${
    places.map(({ beaconId, location: { name } }) => {
      const position = placed.find((each) => each.beaconId === beaconId);
      return html`<li key=${beaconId}>
        <b>${name}</b>
        ${
        position
          ? html`
            <${Figure} name=${name} field="x" label=${t("metresRight")} position=${position} onPlace=${onPlace} />
            <${Figure} name=${name} field="y" label=${t("metresDown")} position=${position} onPlace=${onPlace} />
            <${Figure} name=${name} field="floor" label=${t("floor")} position=${position} onPlace=${onPlace} />
            <button onClick=${() => onTakeOff(beaconId)} aria-label=${t("takeOffOf", { name })}>${t("takeOff")}</button>
          `
          : html`<button onClick=${() => onNew(beaconId)} aria-label=${t("placeOf", { name })}>${t("placeIt")}</button>`
      }
      </li>`;
    })
  }
  </ul>`;
}

/** @param {{ name: string, field: "x" | "y" | "floor", label: string, position: Positioned, onPlace: (position: Positioned) => void }} props */
function Figure({ name, field, label, position, onPlace }) {
  const isFloor = field === "floor";
  const onChange = (/** @type {any} */ { target }) => {
    if (target.value !== "" && target.checkValidity()) onPlace({ ...position, [field]: Number(target.value) });
  };
  return html`<label class="row"><span aria-hidden="true">${label}</span>
    <input type="number" aria-label=${`${label}: ${name}`} min=${isFloor ? -20 : 0} max=${isFloor ? 200 : 1000}
      step=${isFloor ? 1 : 0.1} value=${position[field]} onChange=${onChange} /></label>`;
}
