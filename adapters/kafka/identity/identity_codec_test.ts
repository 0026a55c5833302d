import { assert, assertEquals } from "@std/assert";
import type { LogRecord } from "../../../application/shared/log.ts";
import { identified } from "../../../testing/ports/events_under_test.ts";
import { asyncApiDocument } from "../asyncapi.ts";
import { decodeIdentified, encodeIdentified } from "./identity_codec.ts";

const OPTIONS = { topic: "customer-identified", source: "/test", newTraceparent: () => "00-1-2-01" };
const EVENT = identified("손님 1", "2026-03-02T12:00:00.123Z");
const encoder = new TextEncoder();

Deno.test("encodeIdentified makes a CloudEvent that decodeIdentified reads back unchanged", () => {
  const record = encodeIdentified(EVENT, OPTIONS);
  assertEquals([record.topic, record.key], ["customer-identified", "손님 1"]);
  assertEquals(record.headers, {
    "ce_specversion": "1.0",
    "ce_id": EVENT.eventId,
    "ce_source": "/test",
    "ce_type": "tillstream.customer.identified.v1",
    "ce_time": "2026-03-02T12:00:00.123Z",
    "content-type": "application/json",
    "traceparent": "00-1-2-01",
  });
  assertEquals(decodeIdentified(record), { event: EVENT });
});

Deno.test("decodeIdentified refuses each bad record with its reason, and skips blanked ones", () => {
  const record = encodeIdentified(EVENT, OPTIONS);
  const changed = (changes: Partial<LogRecord>) => decodeIdentified({ ...record, ...changes });
  const data = (fields: object) => encoder.encode(JSON.stringify({ ...EVENT.identity, ...fields }));
  const { ce_id: _, ...nameless } = record.headers;
  const code = (decoded: ReturnType<typeof decodeIdentified>) => "refusal" in decoded ? decoded.refusal.code : decoded;
  assertEquals(code(changed({ value: null })), { blank: true });
  assertEquals(code(changed({ value: encoder.encode("{") })), "not_json");
  assertEquals(code(changed({ headers: nameless })), "missing_id");
  assertEquals(
    code(changed({ headers: { ...record.headers, ce_type: "tillstream.order.placed.v1" } })),
    "unknown_type",
  );
  for (const ce_id of ["", "a\0", "\ud83d"]) {
    assertEquals(code(changed({ headers: { ...record.headers, ce_id } })), "missing_id");
  }
  for (
    const fields of [{ confidence: 0.79 }, { customerId: "" }, { detectedAt: "yesterday" }, { location: "Table 3" }]
  ) {
    assertEquals(code(changed({ value: data(fields) })), "invalid_input", JSON.stringify(fields));
  }
});

Deno.test("asyncApiDocument has the topic and the message", () => {
  const streams = [{ topic: "customer-identified", eventType: "customer.identified" }] as const;
  const document = JSON.stringify(asyncApiDocument(streams));
  for (const part of ["tillstream.customer.identified.v1", '"customer-identified"', '"detectedAt"']) {
    assert(document.includes(part), part);
  }
});
