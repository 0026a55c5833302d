import { parse } from "postgres-array";

interface ArrayType {
  readonly to: number;
  readonly from: number[];
  readonly parse: (text: string) => unknown;
  readonly serialize: (values: unknown) => string;
}

type Element = "text" | "number" | "boolean" | "time" | "json" | "bytes";

/** Array type ids of pg_type.dat, for what the tables and statements here have. */
const ARRAY_TYPES: Readonly<Record<Element, readonly number[]>> = {
  // name, text, character, character varying, date, uuid
  text: [1003, 1009, 1014, 1015, 1182, 2951],
  // smallint, integer, bigint, oid, real, double precision
  number: [1005, 1007, 1016, 1028, 1021, 1022],
  boolean: [1000],
  // timestamp, timestamptz
  time: [1115, 1185],
  // json, jsonb
  json: [199, 3807],
  bytes: [1001],
};

const READ: Readonly<Record<Element, (text: string) => unknown>> = {
  text: (text) => text,
  number: Number,
  boolean: (text) => text === "t",
  time: (text) => new Date(text),
  json: (text) => JSON.parse(text),
  bytes: (text) => Uint8Array.fromHex(text.slice("\\x".length)),
};

const WRITE: Readonly<Record<Element, (value: unknown) => string>> = {
  text: String,
  number: String,
  boolean: String,
  time: (time) => time instanceof Date ? time.toISOString() : String(time),
  json: (value) => JSON.stringify(value),
  bytes: (bytes) => `\\x${(bytes as Uint8Array).toHex()}`,
};

/** Arrays, described beforehand: the driver's own look-up per connection ends the process when the connection drops. */
export const arrayTypes: Readonly<Record<string, ArrayType>> = Object.fromEntries(
  (Object.keys(ARRAY_TYPES) as Element[]).map((element) => [
    `${element}Array`,
    {
      to: ARRAY_TYPES[element][0]!,
      from: [...ARRAY_TYPES[element]],
      parse: (text) => parse(text, READ[element]),
      serialize: (values) => arrayText(values, WRITE[element]),
    } satisfies ArrayType,
  ]),
);

/** PostgreSQL's array syntax (manual, 8.15.6), every element in quotes. */
function arrayText(values: unknown, write: (value: unknown) => string): string {
  if (!Array.isArray(values)) return String(values);
  const elements = values.map((value) => {
    if (value === null) return "NULL";
    if (Array.isArray(value)) return arrayText(value, write);
    return `"${write(value).replaceAll(/["\\]/g, "\\$&")}"`;
  });
  return `{${elements.join()}}`;
}
