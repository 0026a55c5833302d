import fc from "fast-check";

/** Texts that parsers stumble over: halves of characters, NUL, names of an object's own, numbers that are none. */
const AWKWARD_TEXTS = [
  ...[
    "",
    " ",
    "\0",
    "\ud800",
    "\udfff",
    "a\ud800b",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\r\n",
    "\t",
    "'",
    '"',
    "\\",
    "%",
    "%00",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "true",
    "NaN",
    "Infinity",
    "-0",
    "+1",
  ],
  ...["0x10", "1e3", "1_000", "１２", "٣", "1,000", ".5", "5.", "9007199254740993", "1e309", "-1", "00", "0.1e-400"],
  ...[
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59",
    "2026-03-02T12:00:00.123456789Z",
    "2026-02-30",
    "2026-13-01T00:00:00Z",
    "0000-00-00",
    "+275760-09-13T00:00:00.001Z",
    "-271821-04-20",
    "24:00",
    "23:59:60",
  ],
  ...[
    "홍길동",
    "👨‍👩‍👧‍👦",
    "e\u0301",
    "ﷺ",
    "/../../etc/passwd",
    "${jndi:x}",
    "'; drop table orders; --",
    "\x1b[2J",
    "a".repeat(5_000),
  ],
];
const AWKWARD_NUMBERS = [
  ...[0, -0, 1, -1, 0.1, -0.1, 0.5, 1e-320, 1e308, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e21],
  ...[NaN, Infinity, -Infinity, 8.64e15, 8.64e15 + 1],
];

/** A text of any kind, whole characters or not. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...AWKWARD_TEXTS),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  // Halves of characters in any order.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
);

/** Anything that a caller may hand over, down to symbols and objects without a prototype. */
export const anyInput: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    withUnicodeString: true,
  }),
  fc.jsonValue({ noUnicodeString: false }),
  anyText,
  fc.constantFrom(...AWKWARD_NUMBERS),
);

const awkwardValue = fc.oneof(
  { weight: 3, arbitrary: anyText },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...AWKWARD_NUMBERS) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, undefined, true, [], {}, [[]], { length: 3 }, new Date(NaN)) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
type Kind = "replace" | "remove" | "add" | "wrap" | "repeat" | "swap";
interface Change {
  readonly what: Kind;
  /** Which place of the document, and which other one, counted around. */
  readonly where: number;
  readonly other: number;
  readonly name: string;
  readonly value: unknown;
}
const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom<Kind>("replace", "replace", "replace", "remove", "add", "wrap", "repeat", "swap"),
  where: fc.nat(),
  other: fc.nat(),
  name: fc.oneof(fc.constantFrom("__proto__", "constructor", "id", "x"), anyText),
  value: awkwardValue,
});

/** A valid document with one to four things in it that are not as they should be, wherever in it that is. */
export function mutated(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(valid, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([document, changes]) => changes.reduce(apply, structuredClone(document)));
}

/** A valid text with one to four pieces of it cut off, repeated, torn out or put in. */
export function mutatedText(valid: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.record({
    what: fc.constantFrom("cut", "remove", "insert", "repeat", "replace"),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 8 }),
    text: anyText,
  });
  return fc.tuple(valid, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([text, edits]) =>
    edits.reduce((text, { what, at, length, text: other }) => {
      const from = Math.floor(at * text.length);
      const before = text.slice(0, from);
      const piece = text.slice(from, from + length);
      const after = text.slice(from + length);
      switch (what) {
        case "cut":
          return before;
        case "remove":
          return before + after;
        case "insert":
          return before + other + piece + after;
        case "repeat":
          return before + piece.repeat(4) + after;
        default:
          return before + other + after;
      }
    }, text)
  );
}

type Place = { readonly parent: Record<string, unknown>; readonly name: string };

function apply(document: unknown, { what, where, other, name, value }: Change): unknown {
  const places = placesIn(document);
  const place = places[where % Math.max(1, places.length)];
  if (!place) return what === "wrap" ? [document] : structuredClone(value);
  const { parent } = place;
  switch (what) {
    case "replace":
      put(parent, place.name, structuredClone(value));
      break;
    case "remove":
      delete parent[place.name];
      break;
    case "add":
      put(parent, name, structuredClone(value));
      break;
    case "wrap":
      put(parent, place.name, other % 2 === 0 ? [parent[place.name]] : { [name]: parent[place.name] });
      break;
    case "repeat":
      put(parent, place.name, repeated(parent[place.name], 2 + other % 40));
      break;
    case "swap": {
      const second = places[other % places.length]!;
      const kept = second.parent[second.name];
      // A document within itself would have no end.
      if (contains(kept, parent) || contains(parent[place.name], second.parent)) break;
      put(second.parent, second.name, parent[place.name]);
      put(parent, place.name, kept);
      break;
    }
    default:
      what satisfies never;
  }
  return document;
}

function repeated(value: unknown, times: number): unknown {
  if (typeof value === "string") return value.repeat(times);
  if (Array.isArray(value)) return Array.from({ length: times }, () => structuredClone(value)).flat();
  return typeof value === "number" ? value * 10 ** times : Array.from({ length: times }, () => structuredClone(value));
}

/** As a member of its own, "__proto__" too, which JSON.parse makes as well. */
function put(parent: Record<string, unknown>, name: string, value: unknown): void {
  if (Array.isArray(parent)) parent[name as unknown as number] = value;
  else Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
}

function placesIn(value: unknown): Place[] {
  if (value === null || typeof value !== "object" || value instanceof Date) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((name) => [{ parent, name }, ...placesIn(parent[name])]);
}

function contains(whole: unknown, part: unknown): boolean {
  return whole === part || placesIn(whole).some(({ parent, name }) => parent === part || parent[name] === part);
}
