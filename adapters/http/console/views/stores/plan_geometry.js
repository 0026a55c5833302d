// @ts-check

/** @typedef {{ beaconId: string, x: number, y: number, floor: number }} Positioned */

/** Metres. */
const MARGIN = 1.5;
const NARROWEST = 6;
const LOWEST = 4;
const FURTHEST = 1_000;
const APART = 2;

/** What is drawn, with room beside the outermost beacons. @param {readonly Positioned[]} positions */
export function planSize(positions) {
  const furthest = (/** @type {"x" | "y"} */ axis) => Math.max(0, ...positions.map((each) => each[axis])) + MARGIN;
  return { width: Math.max(NARROWEST, furthest("x")), height: Math.max(LOWEST, furthest("y")) };
}

/** From the lowest up. @param {readonly Positioned[]} positions */
export function floorsOf(positions) {
  return [...new Set(positions.map(({ floor }) => floor))].sort((a, b) => a - b);
}

/** On the plan, to ten centimetres. @param {Positioned} from @param {{ x: number, y: number }} by metres */
export function movedBy(from, { x, y }) {
  return { ...from, x: within(from.x + x), y: within(from.y + y) };
}

/** Where a new beacon covers no other one. @param {readonly Positioned[]} positions of its floor */
export function freePlace(positions) {
  const { width } = planSize(positions);
  for (let y = MARGIN;; y += APART) {
    for (let x = MARGIN; x <= width - MARGIN; x += APART) {
      if (positions.every((each) => Math.hypot(each.x - x, each.y - y) >= APART)) return { x, y };
    }
  }
}

/** Of a bar beside the plan: at most a third of its width. @param {number} width */
export function scaleOf(width) {
  return [200, 100, 50, 20, 10, 5, 2].find((metres) => metres <= width / 3) ?? 1;
}

/** @param {number} metres */
function within(metres) {
  return Math.min(FURTHEST, Math.max(0, Math.round(metres * 10) / 10));
}
