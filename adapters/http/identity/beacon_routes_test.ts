import { assert, assertEquals } from "@std/assert";
import type { Beacon } from "../../../domain/identity/beacon.ts";
import { sampleBeacon } from "../../../testing/fixtures/identity_samples.ts";
import { detect, DRAFT, ID, OTHER, readings, withApp } from "../../../testing/http/identity_calls.ts";
import { identityShop } from "../../../testing/http/identity_shop.ts";
import { MemoryBeacons } from "../../../testing/memory/identity/beacons.ts";

Deno.test("PUT and GET beacons register, replace and read one, with its id in any case", () =>
  withApp(async (call) => {
    assertEquals((await call(`GET /v1/beacons/${ID}`)).body.code, "beacon_not_registered");
    const created = await call(`PUT /v1/beacons/${ID.toUpperCase()}`, { body: DRAFT });
    const beacon = { beaconId: ID, uuid: ID, ...DRAFT, status: "active" };
    assertEquals([created.status, created.body], [201, beacon]);
    assertEquals((await call(`PUT /v1/beacons/${ID}`, { body: DRAFT })).status, 200);
    const changed = await call(`PUT /v1/beacons/${ID}`, { body: { ...DRAFT, status: "maintenance" } });
    assertEquals([changed.status, changed.body.status], [200, "maintenance"]);
    const read = await call(`GET /v1/beacons/${ID.toUpperCase()}`);
    assertEquals([read.status, read.body], [200, { ...beacon, status: "maintenance" }]);
    assertEquals((await call("GET /v1/beacons/some")).status, 404);
  }));

Deno.test("GET stores' beacons lists the store's beacons, also for a name that is no longer valid", async () => {
  const beacons = new MemoryBeacons();
  await beacons.put(sampleBeacon(1, { beaconId: OTHER, storeId: "매장 2" } as Partial<Beacon>));
  await withApp(async (call) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    const refused = await call(`PUT /v1/beacons/${OTHER}`, { body: { ...DRAFT, storeId: "매장 2" } });
    assertEquals([refused.status, refused.body.code], [400, "invalid_input"]);
    const minors = async (store: string) =>
      (await call(`GET /v1/stores/${encodeURIComponent(store)}/beacons`)).body.items.map((
        { beaconId }: { beaconId: string },
      ) => beaconId);
    assertEquals([await minors("store100"), await minors("매장 2"), await minors("nowhere")], [[ID], [OTHER], []]);
    assertEquals((await call("GET /v1/stores/a%0Ab/beacons")).body.code, "invalid_input");
  }, identityShop({ beacons }));
});

Deno.test("PUT beacons of one UUID under names, and 409 for what would take one's uuid, major and minor", () =>
  withApp(async (call) => {
    const put = (id: string, changes: object, query = "") =>
      call(`PUT /v1/beacons/${id}${query}`, { body: { ...DRAFT, ...changes } });
    assertEquals((await put(ID, {})).status, 201);
    const counter = { uuid: ID, minor: 4, location: { name: "Counter", type: "counter" } };
    assertEquals((await put("counter", counter)).status, 201);
    const at = async (minor: number, customerId: string) =>
      (await detect(call, { customerId, readings: readings.map((each) => ({ ...each, minor })) })).body.location?.name;
    assertEquals([await at(3, "one"), await at(4, "two"), await at(5, "three")], ["Table 3", "Counter", undefined]);

    for (
      const [id, changes, holder] of [[ID, { minor: 5 }, ID], ["door", { uuid: ID }, ID], [ID, counter, ID]] as const
    ) {
      const { status, body } = await put(id, changes);
      assertEquals([status, body.code, body.beaconId], [409, "beacon_conflict", holder], body.detail);
    }
    assertEquals((await put("door", { ...counter, location: DRAFT.location }, "?replace=true")).status, 201);
    assertEquals((await call("GET /v1/beacons/counter")).body.uuid, null);
    assertEquals(await at(4, "four"), "Table 3");
  }));

Deno.test("PUT beacons refuses each kind of bad beacon with its code", () =>
  withApp(async (call) => {
    const beacons: readonly (readonly [object, string])[] = [
      [{ ...DRAFT, storeId: "" }, "storeId"],
      [{ ...DRAFT, storeId: "s".repeat(65) }, "storeId"],
      [{ ...DRAFT, major: 65_536 }, "major"],
      [{ ...DRAFT, minor: -1 }, "minor"],
      [{ ...DRAFT, minor: 1.5 }, "minor"],
      [{ ...DRAFT, location: { name: "t".repeat(33), type: "table" } }, "location.name"],
      [{ ...DRAFT, location: { name: "Table 3", type: "roof" } }, "location.type"],
      [{ ...DRAFT, location: { name: "Table 3", type: "table", floor: 2 } }, "location"],
      [{ ...DRAFT, status: "broken" }, "status"],
      [{ ...DRAFT, store_id: "store100" }, "beacon"],
    ];
    for (const [body, at] of beacons) {
      const answer = await call(`PUT /v1/beacons/${ID}`, { body });
      assertEquals([answer.status, answer.body.code], [400, "invalid_input"], at);
      assert(answer.body.errors.some((error: { at: string }) => error.at === at), JSON.stringify(answer.body.errors));
    }
    const unnamed = await call("PUT /v1/beacons/some", { body: DRAFT });
    assertEquals([unnamed.status, unnamed.body.code], [422, "beacon_uuid"]);
    assertEquals((await call("PUT /v1/beacons/a:b", { body: DRAFT })).body.errors[0].at, "beaconId");
  }));
