import { assertEquals } from "@std/assert";
import { DRAFT, ID, OTHER, withApp } from "../../../testing/http/identity_calls.ts";

Deno.test("PUT and DELETE position place a beacon on its store's plan and take it off", () =>
  withApp(async (call) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    const planOf = async (store: string) => (await call(`GET /v1/stores/${store}/floor-plan`)).body;
    assertEquals(await planOf("store100"), { storeId: "store100", beacons: [] });
    const put = await call(`PUT /v1/beacons/${ID.toUpperCase()}/position`, { body: { x: 4, y: 2.5 } });
    const placed = { beaconId: ID, x: 4, y: 2.5, floor: 1 };
    assertEquals([put.status, put.body], [200, placed]);
    assertEquals((await planOf("store100")).beacons, [placed]);
    assertEquals((await planOf("nowhere")).beacons, []);
    const removed = async () => (await call(`DELETE /v1/beacons/${ID}/position`)).body;
    assertEquals([await removed(), await removed()], [{ removed: true }, { removed: false }]);
    assertEquals((await call("DELETE /v1/beacons/no%09beacon/position")).body.code, "beacon_not_registered");
    assertEquals((await planOf("store100")).beacons, []);
  }));

Deno.test("PUT position refuses a place that is none, and a beacon that is none, each by name", () =>
  withApp(async (call) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    for (
      const [body, at] of [
        [{ x: -1, y: 2 }, "x"],
        [{ x: 1, y: 1_001 }, "y"],
        [{ x: 1, y: 2, floor: 0 }, "floor"],
        [{ x: 1, y: 2, floor: 1.5 }, "floor"],
        [{ x: 1 }, "y"],
        [{ x: 1, y: 2, z: 3 }, "position"],
      ] as const
    ) {
      const answer = await call(`PUT /v1/beacons/${ID}/position`, { body });
      assertEquals([answer.status, answer.body.code, answer.body.errors[0].at], [400, "invalid_input", at]);
    }
    for (const id of [OTHER, "a:b"]) {
      const answer = await call(`PUT /v1/beacons/${encodeURIComponent(id)}/position`, { body: { x: 1, y: 2 } });
      assertEquals([answer.status, answer.body.code], [404, "beacon_not_registered"]);
    }
  }));
