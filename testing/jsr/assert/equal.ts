/** Pairs under comparison or already compared, so that circular structures end. */
type Seen = Map<object, object>;

/** Classes whose instances hold their whole value outside enumerable properties, and print it. */
const PRINTED = [RegExp, URL, URLSearchParams, Intl.Locale] as const;

const TypedArray = Object.getPrototypeOf(Uint8Array) as new () => ArrayLike<number | bigint>;

/**
 * Deep equality as the assertions understand it.
 *
 * `NaN` equals `NaN` and `0` equals `-0`; a `Date` is its instant; maps and sets are compared without regard to
 * order, their object keys deeply; `{ a: undefined }` differs from `{}`; instances of different classes differ,
 * but an object without a prototype equals a plain one. Functions and symbols are equal only to themselves.
 *
 * @throws {TypeError} For a `WeakMap` or `WeakSet`, whose contents cannot be listed.
 */
export function equal(a: unknown, b: unknown): boolean {
  return same(a, b, new Map());
}

function same(a: unknown, b: unknown, seen: Seen): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || !samePrototype(a, b)) return false;
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof WeakMap || a instanceof WeakSet) {
    throw new TypeError(`cannot compare ${a.constructor.name} instances`);
  }
  if (a instanceof WeakRef && b instanceof WeakRef) return same(a.deref(), b.deref(), seen);
  if (PRINTED.some((type) => a instanceof type)) return String(a) === String(b);
  if (a instanceof TypedArray && b instanceof TypedArray) return sameItems(a, b);
  if (a instanceof ArrayBuffer && b instanceof ArrayBuffer) return sameItems(new Uint8Array(a), new Uint8Array(b));

  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (a instanceof Set && b instanceof Set) return sameSet(a, b, seen);
  if (a instanceof Map && b instanceof Map) return sameMap(a, b, seen);
  return sameMembers(a, b, seen);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function samePrototype(a: object, b: object): boolean {
  const plain = (x: object) => Object.getPrototypeOf(x) ?? Object.prototype;
  return plain(a) === plain(b);
}

function sameItems(a: ArrayLike<number | bigint>, b: ArrayLike<number | bigint>): boolean {
  return a.length === b.length && Array.from(a).every((item, i) => item === b[i] || Object.is(item, b[i]));
}

/** Every entry of `a` finds a partner of its own in `b`; primitive members are looked up, objects searched. */
function sameSet(a: Set<unknown>, b: Set<unknown>, seen: Seen): boolean {
  if (a.size !== b.size) return false;
  const left = new Set([...b].filter((item) => !a.has(item)));
  for (const item of a) {
    if (b.has(item)) continue;
    if (!isObject(item)) return false;
    const partner = [...left].find((other) => same(item, other, new Map(seen)));
    if (partner === undefined || !left.delete(partner)) return false;
  }
  return true;
}

function sameMap(a: Map<unknown, unknown>, b: Map<unknown, unknown>, seen: Seen): boolean {
  if (a.size !== b.size) return false;
  const left = new Map([...b].filter(([key]) => !a.has(key)));
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!same(value, b.get(key), seen)) return false;
      continue;
    }
    if (!isObject(key)) return false;
    const partner = [...left].find((other) =>
      same(key, other[0], new Map(seen)) && same(value, other[1], new Map(seen))
    );
    if (!partner) return false;
    left.delete(partner[0]);
  }
  return true;
}

/** Own members of any object, and for class instances also what their getters yield. */
function sameMembers(a: object, b: object, seen: Seen): boolean {
  if (Object.keys(a).length !== Object.keys(b).length) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  for (const key of new Set([...members(a), ...members(b)])) {
    if (key in a !== key in b) return false;
    if (!same(Reflect.get(a, key), Reflect.get(b, key), seen)) return false;
  }
  return true;
}

function members(value: object): Set<PropertyKey> {
  if (isPlain(value)) {
    return new Set(
      Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key)),
    );
  }
  const keys = new Set<PropertyKey>();
  let at: object | null = value;
  while (at && at !== Object.prototype && at !== Array.prototype) {
    for (const key of Reflect.ownKeys(at)) keys.add(key);
    at = Object.getPrototypeOf(at);
  }
  // The place an error was made at is no part of its value.
  if (value instanceof Error) keys.delete("stack");
  return keys;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || prototype === Array.prototype;
}
