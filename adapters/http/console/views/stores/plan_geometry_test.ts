import { assert, assertEquals } from "@std/assert";
import { floorsOf, freePlace, movedBy, planSize, scaleOf } from "./plan_geometry.js";

const at = (x: number, y: number, floor = 1) => ({ beaconId: `${x} ${y}`, x, y, floor });

Deno.test("planSize leaves room beside the outermost beacons, and is never too small to draw in", () => {
  assertEquals(planSize([at(1, 1), at(9, 13)]), { width: 10.5, height: 14.5 });
  assertEquals(planSize([]), { width: 6, height: 4 });
});

Deno.test("movedBy stays on the plan, to ten centimetres", () => {
  assertEquals(movedBy(at(1, 1), { x: 0.25, y: -3 }), { ...at(1, 1), x: 1.3, y: 0 });
  assertEquals(movedBy(at(999.9, 0), { x: 5, y: 0 }).x, 1_000);
});

Deno.test("freePlace covers no beacon, however many there are", () => {
  const placed: ReturnType<typeof at>[] = [];
  for (let nth = 0; nth < 40; nth++) {
    const free: ReturnType<typeof at> = { ...at(0, 0), ...freePlace(placed) };
    assert(placed.every(({ x, y }) => Math.hypot(free.x - x, free.y - y) >= 2), `${nth}`);
    placed.push(free);
  }
});

Deno.test("floorsOf is each floor once, and scaleOf a round length within a third of the width", () => {
  assertEquals(floorsOf([at(0, 0, 2), at(1, 1, -1), at(2, 2, 2)]), [-1, 2]);
  assertEquals([6, 10, 31, 1_000].map(scaleOf), [2, 2, 10, 200]);
});
