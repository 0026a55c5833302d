import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { eventOf, sampleBeacon, sampleIdentity } from "../../testing/fixtures/identity_samples.ts";
import { parserLaws } from "../../testing/fixtures/parser_contract.ts";
import { NOON } from "../../testing/fixtures/commerce_samples.ts";
import { parseAs } from "../../domain/shared/parse.ts";
import { parseBeacon, parseBeaconDraft } from "../../domain/identity/beacon.ts";
import { parseConfidenceParameters } from "../../domain/identity/confidence/configuration.ts";
import { customerDraftSchema, customerIdSchema, parseCustomer } from "../../domain/identity/customer.ts";
import { customerIdentitySchema } from "../../domain/identity/customer_identity.ts";
import { parseDetection } from "../../domain/identity/detection.ts";

const json = (value: unknown) => JSON.parse(JSON.stringify(value));
const beacon = sampleBeacon(1);
const { beaconId, ...draft } = beacon;
const reading = { uuid: beaconId, major: 100, minor: 1, rssi: -62, observedAt: NOON.toISOString() };
const detection = {
  customerId: "customer-1",
  readings: [reading, { ...reading, rssi: -70 }],
  preferences: { drink: "차" },
};

parserLaws("parseBeacon", { parse: parseBeacon, valid: [json(beacon)] });
parserLaws("parseBeaconDraft", { parse: (raw) => parseBeaconDraft(beaconId, raw), valid: [json(draft)], oneWay: true });
parserLaws("parseCustomer", {
  parse: parseCustomer,
  valid: [json({ customerId: "customer-1", lastSeen: NOON, preferences: { drink: "coffee" } })],
});
parserLaws("the draft of a customer", {
  parse: (raw) => parseAs(customerDraftSchema, raw, "customer"),
  valid: [{}, { preferences: { drink: "coffee" } }],
});
parserLaws("an identification", {
  parse: (raw) => parseAs(customerIdentitySchema, raw, "identification"),
  valid: [json(sampleIdentity("customer-1")), json(eventOf(sampleIdentity("손님")).identity)],
});
parserLaws("parseDetection", {
  parse: (raw) => parseDetection(raw, NOON),
  valid: [detection, { ...detection, detectedAt: NOON.toISOString() }].map(json),
  oneWay: true,
});
parserLaws("parseConfidenceParameters", {
  parse: parseConfidenceParameters,
  valid: [{}, { default: {}, stores: { store100: {} } }],
  write: ({ default: ofAll, stores }) => ({ default: ofAll, stores: Object.fromEntries(stores) }),
});

Deno.test("parseDetection refuses times ahead of the clock or older than the retention, in every field", () => {
  const moments = fc.date({ min: new Date("2015-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  fc.assert(fc.property(moments, fc.constantFrom("detectedAt", "observedAt"), (at, field) => {
    const readings = [field === "observedAt" ? { ...reading, observedAt: at } : reading];
    const parsed = parseDetection(
      json({ ...detection, readings, ...(field === "detectedAt" ? { detectedAt: at } : {}) }),
      NOON,
    );
    const oldest = Date.parse("2021-03-02T03:00:00Z");
    const latest = NOON.getTime() + 60_000;
    assertEquals(parsed.ok, at.getTime() >= oldest && at.getTime() <= latest, at.toISOString());
    if (parsed.ok) assertEquals(parsed.value.detectedAt, at);
    else assert("details" in parsed.refusal);
  }));
});

/** One of each group of Unicode's `Cc`: C0, delete, C1. */
const CONTROLS = ["\n", "\u007f", "\u0085"];

Deno.test("schemas of new ids and names refuse control characters; those of stored ones accept U+0085", () => {
  const customer = { customerId: "customer-1", lastSeen: NOON.toISOString(), preferences: {} };
  const identity = json(sampleIdentity("customer-1"));
  const named = (name: string) => ({ name, type: "table" });
  const said: Readonly<Record<string, (text: string) => { readonly ok: boolean }>> = {
    "beacon's store": (storeId) => parseBeaconDraft(beaconId, json({ ...draft, storeId })),
    "beacon's place": (name) => parseBeaconDraft(beaconId, json({ ...draft, location: named(name) })),
    "detection's customer": (customerId) => parseDetection({ ...detection, customerId }, NOON),
    "detection's preference": (drink) => parseDetection({ ...detection, preferences: { drink } }, NOON),
    "customer's id": (id) => parseAs(customerIdSchema, id, "customer's id"),
    "preference's name": (name) => parseAs(customerDraftSchema, { preferences: { [name]: "coffee" } }, "customer"),
  };
  const stored: typeof said = {
    "beacon's store": (storeId) => parseBeacon({ ...beacon, storeId }),
    "beacon's place": (name) => parseBeacon({ ...beacon, location: named(name) }),
    "customer's id": (customerId) => parseCustomer({ ...customer, customerId }),
    "customer's preference": (drink) => parseCustomer({ ...customer, preferences: { drink } }),
    "identification's customer": (customerId) => parseAs(customerIdentitySchema, { ...identity, customerId }, "it"),
    "identification's store": (storeId) => parseAs(customerIdentitySchema, { ...identity, storeId }, "it"),
  };
  for (const [what, parse] of Object.entries(said)) {
    assertEquals([parse("ab").ok, ...CONTROLS.map((each) => parse(`a${each}b`).ok)], [true, false, false, false], what);
  }
  for (const [what, parse] of Object.entries(stored)) {
    assertEquals([parse("ab").ok, ...CONTROLS.map((each) => parse(`a${each}b`).ok)], [true, false, false, true], what);
  }
});
