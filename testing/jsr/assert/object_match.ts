import { assertEquals } from "./equals.ts";

// deno-lint-ignore no-explicit-any
type Loose = Record<PropertyKey, any>;

/** What was already rebuilt for a pair of objects: shared parts are compared once, and circular ones end. */
type Rebuilt = Map<object, Map<object, Loose>>;

/**
 * `actual` has at least the members of `expected`, deeply. Arrays match as far as `expected` goes, maps by the keys
 * and sets by the members that `expected` names; the class of an object does not count.
 *
 * @throws {TypeError} When one of the two is no object at all.
 */
export function assertObjectMatch(
  actual: Loose,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  for (const value of [actual, expected]) {
    if (isObject(value)) continue;
    throw new TypeError(
      `Cannot assertObjectMatch ${value === null ? "null" : `type ${typeof value}`}`,
    );
  }
  assertEquals(
    common(actual, expected, new Map()),
    common(expected, expected, new Map()),
    msg,
  );
}

/** What of `value` the other one has too, rebuilt from plain objects. */
function common(value: unknown, other: unknown, rebuilt: Rebuilt): unknown {
  if (!isObject(value) || !isObject(other)) return value;
  if (value instanceof RegExp || value instanceof Date) return value;
  if (value instanceof Set && other instanceof Set) {
    return value.intersection(other);
  }
  if (value instanceof Map && other instanceof Map) {
    return new Map(
      [...value].filter(([key]) => other.has(key))
        .map(([key, item]) => [key, common(item, other.get(key), rebuilt)]),
    );
  }
  if (Array.isArray(value) && !Array.isArray(other)) return value;

  const partners = rebuilt.get(value) ?? new Map<object, Loose>();
  const known = partners.get(other);
  if (known) return known;
  const result: Loose = {};
  rebuilt.set(value, partners.set(other, result));
  for (const key of Reflect.ownKeys(value)) {
    if (!(key in other) || (Array.isArray(value) && key === "length")) continue;
    result[key] = common(
      Reflect.get(value, key),
      Reflect.get(other, key),
      rebuilt,
    );
  }
  return result;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
