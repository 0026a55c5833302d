import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { LogRecord } from "../../../application/shared/log.ts";
import type { Decoded } from "../../../application/shared/persist_stream.ts";
import { CUT_HEADER, type DeadLetter, deadLetterRecord } from "../../../application/shared/dead_letter_record.ts";
import { sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import { anyText, mutated, mutatedText } from "../../../testing/fixtures/mutated.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { COMMERCE_MESSAGES, decodeEvent } from "../commerce/codec.ts";
import { decodeIdentified, IDENTITY_MESSAGES } from "../identity/identity_codec.ts";

const CODES = ["empty_record", "unknown_type", "not_json", "invalid_input", "missing_id"];
const encoder = new TextEncoder();
const samples = new Samples("malformed records");
const user = samples.user();
const product = samples.product();
const json = (value: unknown) => JSON.parse(JSON.stringify(value));

const MESSAGES: readonly (readonly [string, unknown, string, (record: LogRecord) => Decoded<unknown>])[] = [
  ...([["user.registered", user], ["product.listed", product], ["order.placed", samples.order(user, product)]] as const)
    .map(([type, document]) =>
      [type, json(document), COMMERCE_MESSAGES[type].ceType, (record: LogRecord) => decodeEvent(record, type)] as const
    ),
  [
    "customer.identified",
    json(sampleIdentity("customer-1")),
    IDENTITY_MESSAGES["customer.identified"].ceType,
    decodeIdentified,
  ],
];

for (const [name, document, ceType, decode] of MESSAGES) {
  Deno.test(`decoder of ${name} returns an event, a refusal with a code or a blank for any record`, () => {
    const documents = fc.constant(document);
    const texts = mutated(documents).map((changed) => JSON.stringify(changed) ?? "");
    const values = fc.oneof(
      texts.map((text) => encoder.encode(text)),
      mutatedText(fc.constant(JSON.stringify(document))).map((text) => encoder.encode(text)),
      fc.uint8Array({ maxLength: 200 }),
      fc.constant(null),
    );
    const headers = fc.dictionary(fc.constantFrom("ce_id", "ce_type", "content-type", "__proto__", "x"), anyText);
    const records: fc.Arbitrary<LogRecord> = fc.record({
      key: fc.option(anyText, { nil: null }),
      value: values,
      headers: fc.tuple(fc.boolean(), headers).map(([typed, given]) =>
        typed ? { ce_id: "E-1", ...given, ce_type: ceType } : given
      ),
    });
    fc.assert(
      fc.property(records, (record) => {
        const decoded = decode(record);
        if ("refusal" in decoded) assert(CODES.includes(decoded.refusal.code), decoded.refusal.code);
        else assert("event" in decoded || record.value === null);
      }),
      { numRuns: 1_000 },
    );
  });
}

Deno.test("dead letter fits its topic for any record, and is unchanged if it fits already", () => {
  const pieces = fc.tuple(fc.constantFrom("x", "�", "김", "\0"), fc.constantFrom(0, 1, 1_000, 400_000, 1_100_000))
    .map(([piece, times]) => piece.repeat(times));
  const letters: fc.Arbitrary<DeadLetter> = fc.record({
    topic: fc.constant("orders"),
    partition: fc.nat(),
    offset: fc.nat(),
    key: fc.option(pieces, { nil: null }),
    value: fc.option(fc.constantFrom(0, 10, 1_000_000, 30_000_000).map((size) => new Uint8Array(size)), { nil: null }),
    headers: fc.dictionary(fc.constantFrom("ce_type", "x", "y"), pieces),
    cause: fc.record({ code: fc.constant("not_json"), message: pieces }),
  });
  fc.assert(
    fc.property(letters, (letter) => {
      const record = deadLetterRecord(letter);
      const texts = [record.key ?? "", ...Object.entries(record.headers).flat()];
      const bytes = texts.reduce((sum, text) => sum + encoder.encode(text).length, record.value?.length ?? 0);
      assert(bytes < 1_600_000, `${bytes} bytes`);
      assertEquals(record.headers["dlq-id"], `orders/${letter.partition}/${letter.offset}`);
      if (CUT_HEADER in record.headers) return;
      assertEquals([record.key, record.value?.length], [letter.key, letter.value?.length]);
      for (const [name, text] of Object.entries(letter.headers)) assert(record.headers[name] === text);
    }),
    { numRuns: 60 },
  );
});
