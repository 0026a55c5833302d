import { assert, assertEquals, assertMatch } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { detect, DRAFT, ID, NOW, OTHER, READING, readings, withApp } from "../../../testing/http/identity_calls.ts";
import { identityShop } from "../../../testing/http/identity_shop.ts";

Deno.test("POST detections identifies, and returns the first identity for a second detection within the minute", () =>
  withApp(async (call) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    const first = await detect(call, { customerId: "cust123", readings, preferences: { drink: "coffee" } });
    assertEquals(first.status, 201, JSON.stringify(first.body));
    const { ignored, ...stored } = first.body;
    assertEquals(ignored, []);
    const { confidence, identityId, ...identity } = stored;
    assertMatch(identityId, /^[\w-]+$/);
    assert(confidence >= 0.8 && confidence <= 1, String(confidence));
    assertEquals(identity, {
      customerId: "cust123",
      beaconId: ID,
      storeId: "store100",
      location: { name: "Table 3", type: "table" },
      detectedAt: "2026-03-02T02:59:59.000Z",
    });
    const second = await detect(call, { customerId: "cust123", readings, detectedAt: NOW });
    assertEquals([second.status, second.body], [200, { ...first.body, code: "duplicate_within_minute" }]);
    const customer = await call("GET /v1/customers/cust123");
    assertEquals(customer.body, {
      customerId: "cust123",
      userId: null,
      lastSeen: "2026-03-02T02:59:59.000Z",
      preferences: { drink: "coffee" },
      createdAt: NOW,
    });
    assertEquals((await call("GET /v1/customers/cust123/identities")).body.items, [stored]);
    assertEquals((await call("GET /v1/customers/cust123/identities?to=2026-03-02T02:59:59Z")).body.items, []);
  }));

Deno.test("POST detections refuses each kind of bad detection with its code", () =>
  withApp(async (call) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    const good = { customerId: "cust123", readings };
    const reading = (changes: object) => ({ ...good, readings: [{ ...READING, ...changes }] });
    const { customerId: _, ...nobody } = good;
    const invalid: readonly (readonly [what: string, body: unknown, at: string])[] = [
      ["no customer", nobody, "customerId"],
      ["an empty customer", { ...good, customerId: "" }, "customerId"],
      ["a customer of 65 characters", { ...good, customerId: "c".repeat(65) }, "customerId"],
      ["a customer with a line break", { ...good, customerId: "cust\n123" }, "customerId"],
      ["a number as customer", { ...good, customerId: 123 }, "customerId"],
      ["no readings", { customerId: "cust123", readings: [] }, "readings"],
      ["501 readings", { ...good, readings: Array(501).fill(READING) }, "readings"],
      ["a reading without rssi", reading({ rssi: undefined }), "readings.0.rssi"],
      ["a reading of text", reading({ rssi: "-58" }), "readings.0.rssi"],
      ["major -1", reading({ major: -1 }), "readings.0.major"],
      ["major 65,536", reading({ major: 65_536 }), "readings.0.major"],
      ["minor 65,536", reading({ minor: 65_536 }), "readings.0.minor"],
      ["minor as text", reading({ minor: "3" }), "readings.0.minor"],
      ["no UUID", reading({ uuid: "beacon-3" }), "readings.0.uuid"],
      ["a time without offset", reading({ observedAt: "2026-03-02T12:00:00" }), "readings.0.observedAt"],
      ["a misspelt time", reading({ observed_at: NOW }), "readings.0"],
      ["detectedAt tomorrow", { ...good, detectedAt: "2026-03-03T03:00:00Z" }, "detectedAt"],
      ["detectedAt 61 s ahead", { ...good, detectedAt: "2026-03-02T03:01:01Z" }, "detectedAt"],
      ["detectedAt six years ago", { ...good, detectedAt: "2020-03-02T03:00:00Z" }, "detectedAt"],
      ["a misspelt field", { ...good, detected_at: NOW }, "detection"],
      ["a preference that is no text", { ...good, preferences: { drink: 1 } }, "preferences.drink"],
      ["a list", [good], "detection"],
      ["null", null, "detection"],
    ];
    for (const [what, body, at] of invalid) {
      const { status, body: problem } = await detect(call, body);
      assertEquals([status, problem.code], [400, "invalid_input"], what);
      assert(
        problem.errors.some((error: { at: string }) => error.at === at),
        `${what}: ${JSON.stringify(problem.errors)}`,
      );
    }
    const coded: readonly (readonly [what: string, body: unknown, status: number, code: string])[] = [
      ["an unknown beacon", reading({ uuid: OTHER }), 422, "unknown_beacon"],
      ["a known beacon with another major", reading({ major: 101 }), 422, "unknown_beacon"],
      ["a known beacon with another minor", reading({ minor: 4 }), 422, "unknown_beacon"],
      ["an unknown level alone", reading({ rssi: 0 }), 422, "no_usable_reading"],
      ["an impossible level alone", reading({ rssi: -128 }), 422, "no_usable_reading"],
      ["a signal from far away", reading({ rssi: -100 }), 422, "low_confidence"],
      [
        "readings of the future alone",
        { ...reading({ observedAt: "2026-03-02T02:59:59Z" }), detectedAt: "2026-03-02T02:00:00Z" },
        422,
        "low_confidence",
      ],
      [
        "readings of an hour ago alone",
        { ...reading({ observedAt: "2026-03-02T02:00:00Z" }), detectedAt: NOW },
        422,
        "low_confidence",
      ],
      ["no JSON", "{", 400, "malformed_json"],
    ];
    for (const [what, body, status, code] of coded) {
      const answer = await detect(call, body);
      assertEquals([answer.status, answer.body.code], [status, code], `${what}: ${answer.body.detail}`);
      assertMatch(answer.body.detail, /^Cannot /);
    }
    const unknown = await detect(call, reading({ uuid: OTHER }));
    assertEquals(unknown.body.beaconIds, [OTHER]);
    const unsure = await detect(call, reading({ rssi: -100 }));
    assert(unsure.body.confidence < 0.8);
    assertEquals((await call("GET /v1/customers/cust123")).body.code, "unknown_customer", "no customer was stored");

    for (const status of ["inactive", "maintenance"]) {
      await call(`PUT /v1/beacons/${ID}`, { body: { ...DRAFT, status } });
      const { status: answered, body } = await detect(call, good);
      assertEquals([answered, body.code, body.beaconId, body.beaconStatus], [422, "inactive_beacon", ID, status]);
    }
  }));

Deno.test("POST detections ignores unknown beacons if there is a known one", () =>
  withApp(async (call) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    const neighbour = { ...READING, uuid: OTHER, rssi: -30 };
    const { status, body } = await detect(call, { customerId: "cust123", readings: [...readings, neighbour] });
    assertEquals([status, body.beaconId], [201, ID]);
    assertEquals(body.ignored, [{ index: 5, reason: "unregistered_beacon" }]);
  }));

Deno.test("POST detections maps the payloads of other systems, in a detection or as the whole body", () =>
  withApp(async (call) => {
    await call("PUT /v1/beacons/table-3", { body: { ...DRAFT, uuid: ID } });
    const dashless = ID.replaceAll("-", "");
    const sent: Readonly<Record<string, object>> = {
      espresense: { mac: "c0ffee000001", id: `iBeacon:${ID}-100-3`, "rssi@1m": -59, rssi: -45.25, var: 2.5, int: 900 },
      "room-assistant": { id: `${dashless}-100-3`, uuid: dashless, major: 100, minor: 3, rssi: -45, accuracy: 1.1 },
      "home-assistant": {
        entity_id: "sensor.table_signal_strength",
        state: "-45",
        attributes: { uuid: ID, major: 100, minor: 3, source: "C0:FF:EE:00:00:01", unit_of_measurement: "dBm" },
        last_updated: "2026-03-02T02:59:58.123456+00:00",
      },
    };
    for (const [format, payload] of Object.entries(sent)) {
      const bodies = [{ customerId: `${format} 1`, readings: [payload] }, payload, [payload, payload]];
      for (const [nth, body] of bodies.entries()) {
        const query = `format=${format}${nth === 0 ? "" : `&customerId=${format}%20${nth + 1}`}`;
        const answer = await call(`POST /v1/detections?${query}`, { body });
        assertEquals([answer.status, answer.body.beaconId], [201, "table-3"], JSON.stringify(answer.body));
      }
      assertEquals(
        (await call(`POST /v1/detections?format=${format}`, { body: payload })).body.errors[0].at,
        "customerId",
      );
    }
    const other = { id: "name:headphones", rssi: -40 };
    for (const format of ["espresense", "room-assistant"]) {
      const mixed = { customerId: `${format} mixed`, readings: [other, sent[format]] };
      assertEquals((await call(`POST /v1/detections?format=${format}`, { body: mixed })).body.ignored, [
        { index: 0, reason: "no_ibeacon" },
      ]);
    }
    const { attributes } = sent["home-assistant"] as { readonly attributes: object };
    const states = [
      { entity_id: "device_tracker.table", state: "home", attributes },
      { entity_id: "sensor.table_measured_power", state: "-59", attributes },
      { entity_id: "sensor.table_signal_strength", state: "unavailable", attributes },
      { entity_id: "sun.sun", state: "above_horizon", attributes: { elevation: 12 } },
      { entity_id: "device_tracker.table", state: "home", attributes: { ...attributes, rssi: -45 } },
    ];
    const all = await call("POST /v1/detections?format=home-assistant&customerId=all", { body: states });
    assertEquals([all.status, all.body.ignored], [201, [
      ...[0, 1, 2].map((index) => ({ index, reason: "unknown_level" })),
      { index: 3, reason: "no_ibeacon" },
    ]]);
    assertEquals((await call("POST /v1/detections?format=mqtt", { body: other })).body.code, "invalid_input");
  }));

Deno.test("POST detections works without the last sightings, and answers 503 when the database is unreachable", async () => {
  const away = () => Promise.reject(new Outage("Redis", new Error("away")));
  await withApp(async (call) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    const statuses = [];
    for (let n = 0; n < 2; n++) statuses.push((await detect(call, { customerId: "cust123", readings })).status);
    assertEquals(statuses, [201, 200]);
  }, identityShop({ lastSightings: { show: away, of: away, forget: away } }));
  await withApp(async (call) => {
    const { status, body, headers } = await detect(call, { customerId: "cust123", readings });
    assertEquals([status, body.code, headers.get("retry-after")], [503, "unavailable", "5"]);
  }, identityShop({ beacons: { find: away, match: away, put: away, ofStore: away } }));
});
