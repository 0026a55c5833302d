// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { useChanges } from "../../app/changes.js";
import { format, t } from "../../app/state.js";
import { Trouble } from "../../app/widgets.js";
import { floorName, Floors, Plan, Spot } from "./floor_drawing.js";
import { floorsOf, freePlace, movedBy, planSize } from "./plan_geometry.js";
import { PlanRows } from "./plan_rows.js";

/** @typedef {import("./plan_geometry.js").Positioned} Positioned */

/** Metres a key press, finer with the shift key. */
const STEP = 0.5;
const FINE_STEP = 0.1;
/** Room beside what is placed, so that a beacon can be drawn further out. */
const ROOM = 2;

/** @type {Record<string, readonly [x: number, y: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Beacons are placed by drawing them, by the arrow keys, or by their numbers. What is done is stored at once.
 *
 * @param {{ places: any[], positions: Positioned[] }} props
 */
export function PlanEditor({ places, positions }) {
  const [placed, setPlaced] = useState(positions);
  const [floor, setFloor] = useState(floorsOf(positions).find((each) => each > 0) ?? 1);
  const [size, setSize] = useState(() => roomAround(positions));
  const [said, setSaid] = useState("");
  const { failure, send } = useChanges();
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const dragged = useRef(/** @type {{ from: Positioned, x: number, y: number } | null} */ (null));
  const nameOf = (/** @type {string} */ id) => places.find(({ beaconId }) => beaconId === id)?.location.name ?? id;

  /** @param {Positioned} position */
  const show = (position) => {
    setPlaced((before) => [...before.filter(({ beaconId }) => beaconId !== position.beaconId), position]);
    setSaid(t("stoodAt", {
      name: nameOf(position.beaconId),
      x: format.value.metres(position.x),
      y: format.value.metres(position.y),
      floor: floorName(position.floor),
    }));
  };
  /** @param {Positioned} position */
  const store = async ({ beaconId, ...position }) => {
    const next = [...placed.filter((each) => each.beaconId !== beaconId), { beaconId, ...position }];
    const answer = await send("PUT", `/v1/beacons/${encodeURIComponent(beaconId)}/position`, position);
    if (answer.ok) setSize(roomAround(next));
  };
  /** @param {Positioned} position */
  const place = (position) => {
    show(position);
    setFloor(position.floor);
    store(position);
  };
  /** @param {string} beaconId */
  const takeOff = async (beaconId) => {
    const answer = await send("DELETE", `/v1/beacons/${encodeURIComponent(beaconId)}/position`);
    if (answer.ok) setPlaced((before) => before.filter((each) => each.beaconId !== beaconId));
  };

  /** @param {KeyboardEvent} event @param {Positioned} position */
  const onKeyDown = (event, position) => {
    const arrow = ARROWS[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? FINE_STEP : STEP;
    show(movedBy(position, { x: arrow[0] * step, y: arrow[1] * step }));
  };
  /** @param {PointerEvent} event @param {Positioned} position */
  const onPointerDown = (event, position) => {
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    dragged.current = { from: position, x: event.clientX, y: event.clientY };
  };
  /** @param {PointerEvent} event */
  const onPointerMove = (event) => {
    if (!dragged.current || !box.current) return;
    const { from, x, y } = dragged.current;
    const metre = box.current.clientWidth / size.width;
    show(movedBy(from, { x: (event.clientX - x) / metre, y: (event.clientY - y) / metre }));
  };
  /** @param {Positioned} position */
  const onPointerUp = (position) => {
    const isMoved = dragged.current !== null && dragged.current.from !== position;
    dragged.current = null;
    if (isMoved) store(position);
  };

  const floors = [...new Set([...floorsOf(placed), floor])].sort((a, b) => a - b);
  const here = placed.filter((each) => each.floor === floor).sort((a, b) => a.beaconId < b.beaconId ? -1 : 1);
  return html`
    <p class="quiet">${t("planEditNote")}</p>
    ${failure && html`<${Trouble} failure=${failure} />`}
    ${floors.length > 1 && html`<${Floors} floors=${floors} current=${floor} onFloor=${setFloor} />`}
    <${Plan} width=${size.width} height=${size.height} role="group" label=${t("planEditLabel")} onBox=${box}>
      ${here.map((position) =>
        html`
          <${Spot} key=${position.beaconId} position=${position} size=${size} type="edited">
            <button class="pin" onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKeyDown(event, position)}
              onKeyUp=${(/** @type {KeyboardEvent} */ event) => event.key in ARROWS && store(position)}
              onPointerDown=${(/** @type {PointerEvent} */ event) => onPointerDown(event, position)}
              onPointerMove=${onPointerMove} onPointerUp=${() => onPointerUp(position)}
              onPointerCancel=${() => onPointerUp(position)}>${nameOf(position.beaconId)}</button>
            </${Spot}>
        `
      )}
    </${Plan}>
    <p role="status" class="quiet">${said}</p>
    <${PlanRows} places=${places} placed=${placed} onPlace=${place} onTakeOff=${takeOff}
      onNew=${(/** @type {string} */ beaconId) => place({ beaconId, floor, ...freePlace(here) })} />
  `;
}

/** @param {Positioned[]} positions */
function roomAround(positions) {
  const { width, height } = planSize(positions);
  return { width: width + ROOM, height: height + ROOM };
}
