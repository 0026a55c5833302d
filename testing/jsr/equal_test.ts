import { assert, assertFalse, assertThrows, equal } from "@std/assert";

class Point {
  constructor(readonly x: number, readonly y: number) {}
}

class Box {
  #inside: number;
  constructor(inside: number) {
    this.#inside = inside;
  }
  get inside(): number {
    return this.#inside;
  }
}

const SAME: [name: string, a: unknown, b: unknown][] = [
  ["NaN", NaN, NaN],
  ["0 and -0", 0, -0],
  ["nested objects", { a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } }],
  ["objects with keys in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["an object without a prototype", Object.create(null), {}],
  ["dates of one instant", new Date(5), new Date(5)],
  ["invalid dates", new Date(NaN), new Date(NaN)],
  ["expressions", /a/g, /a/g],
  ["addresses", new URL("http://a/"), new URL("http://a")],
  ["sets in another order", new Set([1, 2]), new Set([2, 1])],
  ["sets of objects", new Set([{ a: 1 }, { a: 2 }]), new Set([{ a: 2 }, { a: 1 }])],
  ["maps in another order", new Map([[1, "a"], [2, "b"]]), new Map([[2, "b"], [1, "a"]])],
  ["maps with object keys", new Map([[{ k: 1 }, [1]]]), new Map([[{ k: 1 }, [1]]])],
  ["typed arrays", new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  ["buffers", new Uint8Array([1, 2]).buffer, new Uint8Array([1, 2]).buffer],
  ["instances", new Point(1, 2), new Point(1, 2)],
  ["instances by their getters", new Box(1), new Box(1)],
  ["errors", new Error("a"), new Error("a")],
  ["symbol keys", { [Symbol.iterator]: 1 }, { [Symbol.iterator]: 1 }],
  ["big integers", 1n, 1n],
];

const DIFFERENT: [name: string, a: unknown, b: unknown][] = [
  ["a number and its text", 1, "1"],
  ["null and undefined", null, undefined],
  ["an undefined member and none", { a: undefined }, {}],
  ["members by different names", { a: undefined }, { b: undefined }],
  ["lists of different lengths", [1], [1, undefined]],
  ["a list and an object like it", [1], { 0: 1 }],
  ["dates", new Date(1), new Date(2)],
  ["expressions by their flags", /a/, /a/g],
  ["sets", new Set([1, 2]), new Set([1, 3])],
  ["sets of objects", new Set([{ a: 1 }, { a: 2 }]), new Set([{ a: 1 }, { a: 3 }])],
  ["maps by a value", new Map([[1, { a: 1 }]]), new Map([[1, { a: 2 }]])],
  ["maps by a key", new Map([[{ k: 1 }, 1]]), new Map([[{ k: 2 }, 1]])],
  ["typed arrays of different kinds", new Uint8Array([1]), new Int8Array([1])],
  ["typed arrays", new Uint8Array([1, 2]), new Uint8Array([1, 3])],
  ["buffers", new Uint8Array([1]).buffer, new Uint8Array([2]).buffer],
  ["an instance and a plain object", new Point(1, 2), { x: 1, y: 2 }],
  ["instances by their getters", new Box(1), new Box(2)],
  ["errors by their message", new Error("a"), new Error("b")],
  ["functions", () => 1, () => 1],
  ["symbols", Symbol("a"), Symbol("a")],
];

for (const [name, a, b] of SAME) {
  Deno.test(`equal holds for ${name}`, () => {
    assert(equal(a, b));
    assert(equal(b, a));
  });
}

for (const [name, a, b] of DIFFERENT) {
  Deno.test(`equal does not hold for ${name} that differ`, () => {
    assertFalse(equal(a, b));
    assertFalse(equal(b, a));
  });
}

Deno.test("equal ends on structures that contain themselves", () => {
  const ring = (n: number) => {
    const value: Record<string, unknown> = { n };
    value.self = value;
    value.all = new Set([value]);
    return value;
  };
  assert(equal(ring(1), ring(1)));
  assertFalse(equal(ring(1), ring(2)));
});

Deno.test("equal refuses what cannot be listed", () => {
  assertThrows(() => equal(new WeakMap(), new WeakMap()), TypeError);
  assertThrows(() => equal(new WeakSet(), new WeakSet()), TypeError);
});
