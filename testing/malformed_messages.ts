import type { LogRecord } from "../application/shared/log.ts";

/** A message that is well made, which the malformed ones are made from. */
export interface WellMade {
  readonly key: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What becomes of a record: a row, nothing, or a dead letter with this code. */
export type Fate = "stored" | "blank" | "empty_record" | "not_json" | "unknown_type" | "invalid_input" | "data_refused";

interface MalformedMessage {
  readonly what: string;
  readonly fate: Fate;
  readonly record: (wellMade: WellMade) => LogRecord;
}

export interface Subject {
  /** A field that must be there, and one with text that must not be empty. */
  readonly required: string;
  readonly text: string;
  /** What a text becomes that has a NUL in it; schemas that know no database leave that to the store. */
  readonly nulInText: "data_refused" | "invalid_input";
  /** What a record without a value means. */
  readonly withoutValue: "empty_record" | "blank";
  /** The type of another topic's messages. */
  readonly otherType: string;
}

const encoder = new TextEncoder();
/** A broker takes 1,048,588 bytes in one batch. */
const ALMOST_TOO_LARGE = 950_000;

/** Everything that comes on a topic one day, of what its consumers don't wait for. */
export function malformedMessages({ required, text, nulInText, withoutValue, otherType }: Subject): MalformedMessage[] {
  const json = (change: (data: Record<string, unknown>) => unknown) => ({ key, data, headers }: WellMade) => ({
    key,
    headers,
    value: encoder.encode(JSON.stringify(change({ ...data }))),
  });
  const written = (change: (text: string) => string) => ({ key, data, headers }: WellMade) => ({
    key,
    headers,
    value: encoder.encode(change(JSON.stringify(data))),
  });
  const bytes = (change: (bytes: Uint8Array) => Uint8Array | null) => ({ key, data, headers }: WellMade) => ({
    key,
    headers,
    value: change(encoder.encode(JSON.stringify(data))),
  });
  const headed =
    (change: (headers: Record<string, string>) => Record<string, string>) => ({ key, data, headers }: WellMade) => ({
      key,
      headers: change({ ...headers }),
      value: encoder.encode(JSON.stringify(data)),
    });
  const keyed = (key: string | null) => ({ data, headers }: WellMade) => ({
    key,
    headers,
    value: encoder.encode(JSON.stringify(data)),
  });
  const without = (data: Record<string, unknown>, field: string) =>
    Object.fromEntries(Object.entries(data).filter(([name]) => name !== field));
  const nested = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const row = (what: string, fate: Fate, record: MalformedMessage["record"]) => ({ what, fate, record });
  return [
    row("no value", withoutValue, bytes(() => null)),
    row("an empty value", "not_json", bytes(() => new Uint8Array())),
    row("a value cut short", "not_json", bytes((value) => value.slice(0, -7))),
    row("a value cut within a character", "not_json", bytes(() => encoder.encode('{"a":"김"}').slice(0, 7))),
    row("bytes that are no UTF-8", "not_json", bytes(() => Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d))),
    row("UTF-16", "not_json", bytes((value) => Uint8Array.from([...value].flatMap((byte) => [byte, 0])))),
    row("a byte order mark before it", "stored", bytes((value) => Uint8Array.of(0xef, 0xbb, 0xbf, ...value))),
    row("two documents", "not_json", written((text) => `${text}\n${text}`)),
    row("NaN for a number", "not_json", written((text) => text.replace(/:\d+/, ":NaN"))),
    row("null", "invalid_input", json(() => null)),
    row("a number", "invalid_input", json(() => 5)),
    row("a text", "invalid_input", json((data) => JSON.stringify(data))),
    row("a list of what it should be", "invalid_input", json((data) => [data])),
    row("an empty object", "invalid_input", json(() => ({}))),
    row("a missing field", "invalid_input", json((data) => without(data, required))),
    row("null for what must be there", "invalid_input", json((data) => ({ ...data, [required]: null }))),
    row("an object for a text", "invalid_input", json((data) => ({ ...data, [text]: { toString: "김" } }))),
    row("a text that is too long", "invalid_input", json((data) => ({ ...data, [text]: "가".repeat(200_000) }))),
    row("an empty text", "invalid_input", json((data) => ({ ...data, [text]: "" }))),
    row("NUL in a text", nulInText, json((data) => ({ ...data, [text]: "Kim\0" }))),
    row("half a character in a text", nulInText, json((data) => ({ ...data, [text]: "Kim\ud83d" }))),
    row(
      "an infinite number",
      "invalid_input",
      written((text) =>
        text.replace("{", `{"${required}":1e999,`).replace(
          new RegExp(`,"${required}":[^,}]*`),
          "",
        )
      ),
    ),
    row("a field that was added later", "stored", json((data) => ({ ...data, addedLater: { by: "v1.7" } }))),
    row("a field twice, the second one right", "stored", written((text) => text.replace("{", `{"${required}":null,`))),
    row("a prototype", "stored", written((text) => text.replace("{", '{"__proto__":{"polluted":true},'))),
    row("deep nesting", "stored", written((text) => text.replace("{", `{"deep":${nested},`))),
    row(
      "a later version's type",
      "unknown_type",
      headed((given) => ({ ...given, ce_type: `${given.ce_type}`.replace(/v1$/, "v2") })),
    ),
    row("another topic's type", "unknown_type", headed((given) => ({ ...given, ce_type: otherType }))),
    row("an empty type", "unknown_type", headed((given) => ({ ...given, ce_type: "" }))),
    row("NUL in a header", "unknown_type", headed((given) => ({ ...given, ce_type: "\0" }))),
    row("a huge header", "unknown_type", headed((given) => ({ ...given, ce_type: "형".repeat(250_000) }))),
    row(
      "a name of a header that means something to objects",
      "stored",
      headed((given) => ({ ...given, constructor: "x" })),
    ),
    row("another media type", "stored", headed((given) => ({ ...given, "content-type": "application/avro" }))),
    row("no key", "stored", keyed(null)),
    row("an empty key", "stored", keyed("")),
    row("another key", "stored", keyed("somebody else\0")),
    row(
      "almost more than a broker takes",
      "stored",
      json((data) => ({ ...data, padding: "x".repeat(ALMOST_TOO_LARGE) })),
    ),
    row("rubbish of that size", "not_json", bytes(() => new Uint8Array(ALMOST_TOO_LARGE).fill(0x78))),
  ];
}
