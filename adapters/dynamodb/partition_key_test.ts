import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { customerOf, partitionKey, partitionKeys, partOf, PARTS } from "./partition_key.ts";

const id = fc.oneof(
  fc.string({ minLength: 1, maxLength: 64 }),
  fc.tuple(fc.constantFrom("cust123", "-", "1"), fc.integer({ min: 0, max: 20 })).map(([name, n]) => `${name}-${n}`),
);

Deno.test("partitionKey returns the id, or the id and the part", () => {
  assertEquals(partitionKey("cust123", null), "cust123");
  assertEquals(partitionKey("cust123", 1), "cust123-1");
});

Deno.test("partitionKey separates a customer whose id looks like another one's part", () => {
  assertEquals(partitionKey("cust123-1", null), "cust123-1-0");
  assert(!partitionKeys("cust123", true).some((key) => partitionKeys("cust123-1", true).includes(key)));
});

Deno.test("customerOf returns the customer of a key for any id, sharded or not", () => {
  fc.assert(fc.property(id, fc.option(fc.integer({ min: 0, max: PARTS - 1 })), (id, part) => {
    assertEquals(customerOf(partitionKey(id, part)), id);
    assert(partitionKeys(id, true).includes(partitionKey(id, part)));
  }));
});

Deno.test("partOf spreads one customer's events evenly", () => {
  const counts = new Array<number>(PARTS).fill(0);
  for (let n = 0; n < 8_000; n++) counts[partOf("cust123", new Date(n * 61_000).toISOString())]!++;
  for (const count of counts) assert(Math.abs(count - 1_000) < 200, String(counts));
});
