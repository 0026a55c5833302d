// deno-lint-ignore no-explicit-any -- a document is looked at field by field
export type Schema = any;

export interface Neighbour {
  /** Dotted, as faults are told. */
  readonly at: string;
  readonly value: unknown;
  /** What the sentence must say, such as the bound. */
  readonly says: string;
}

type Resolve = (schema: Schema) => Schema;

/** For each bound of a schema the nearest value beyond it, with the words that name the bound. */
export function neighboursOf(schema: Schema, resolve: Resolve, at: readonly string[] = [], depth = 0): Neighbour[] {
  if (depth > 6) return [];
  const here = resolve(schema);
  const inner = (one: Schema, ...path: string[]) => neighboursOf(one, resolve, [...at, ...path], depth + 1);
  const own = ownNeighbours(here).map((neighbour) => ({ at: at.join("."), ...neighbour }));
  return [
    ...own,
    ...Object.entries<Schema>(here.properties ?? {}).flatMap(([name, one]) => inner(one, name)),
    ...(here.items ? inner(here.items, "0") : []),
    ...[...(here.oneOf ?? []), ...(here.anyOf ?? []), ...(here.allOf ?? [])].flatMap((one: Schema) => inner(one)),
  ];
}

function ownNeighbours(schema: Schema): Omit<Neighbour, "at">[] {
  const isWhole = schema.type === "integer";
  const step = isWhole ? 1 : 0.001;
  const found: Omit<Neighbour, "at">[] = [];
  const add = (value: unknown, bound: unknown) => found.push({ value, says: String(bound) });
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength, minItems, maxItems } = schema;
  if (minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER) add(minimum - step, minimum);
  if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) add(maximum + step, maximum);
  if (exclusiveMinimum !== undefined) add(exclusiveMinimum, exclusiveMinimum);
  if (exclusiveMaximum !== undefined) add(exclusiveMaximum, exclusiveMaximum);
  if (minLength > 0) add("a".repeat(minLength - 1), minLength);
  if (maxLength < 10_000) add("a".repeat(maxLength + 1), maxLength);
  if (minItems > 0) add([], minItems);
  if (maxItems !== undefined) add(Array.from({ length: maxItems + 1 }, () => "a"), maxItems);
  if (schema.enum) add("nonsense", schema.enum.find((value: unknown) => value !== null));
  if (schema.format === "date-time" || schema.format === "date") add("soon", "such as");
  if (schema.type !== undefined && !schema.enum && !schema.format) {
    found.push({ value: wrongType(schema.type), says: "expected" });
  }
  return found;
}

function wrongType(type: unknown): unknown {
  return type === "object" || type === "array" ? 5 : { no: "value" };
}

/** A copy with the value at the path, which is made where it is not. */
export function withValue(base: unknown, path: string, value: unknown): unknown {
  if (path === "") return value;
  const [name, ...rest] = path.split(".") as [string, ...string[]];
  const copy: Schema = Array.isArray(base) ? [...base] : { ...(base as object | null) };
  copy[name] = withValue(copy[name] ?? (rest[0] === "0" ? [] : {}), rest.join("."), value);
  return copy;
}
