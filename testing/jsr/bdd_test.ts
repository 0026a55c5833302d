import { assertEquals, assertThrows } from "@std/assert";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "@std/testing/bdd";

const order: string[] = [];

let refusal: unknown;
try {
  describe("asynchronous", (() => Promise.resolve()) as unknown as () => void);
} catch (error) {
  refusal = error;
}

describe("hooks", () => {
  beforeAll(() => void order.push("before all"));
  beforeEach(() => void order.push("before outer"));
  afterEach(() => void order.push("after outer"));
  afterAll(async () => {
    await Promise.resolve();
    order.push("after all");
  });

  it("run around a case", () => void order.push("case 1"));

  describe("of a suite within a suite", () => {
    beforeEach(() => void order.push("before inner"));
    afterEach(() => void order.push("after inner"));
    it("run inside the outer ones", () => void order.push("case 2"));
  });
});

it("hooks ran in their order", () => {
  assertEquals(order, [
    "before all",
    ...["before outer", "case 1", "after outer"],
    ...["before outer", "before inner", "case 2", "after inner", "after outer"],
    "after all",
  ]);
});

it("describe and it refuse to register while tests run", () => {
  assertThrows(() => it("late", () => {}), Error, "already registered");
  assertThrows(() => describe("late", () => {}), Error, "already registered");
});

Deno.test("describe refuses an asynchronous body, and a hook needs a describe around it", () => {
  assertEquals((refusal as Error).message.split(":")[0], 'Returning a Promise from "describe" is not supported');
  assertThrows(() => beforeEach(() => {}), Error, "no describe is around it");
});
