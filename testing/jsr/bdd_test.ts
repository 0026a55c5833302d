import { assertEquals, assertThrows } from "@std/assert";
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from "@std/testing/bdd";
import { type Case, selected, type Suite } from "./testing/suite.ts";

const order: string[] = [];

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
    it.skip("do not run around a skipped case", () => void order.push("never"));
  });
});

describe.skip("a skipped suite", () => {
  throw new Error("its body is not read");
});

it("hooks ran in their order", () => {
  assertEquals(order, [
    "before all",
    ...["before outer", "case 1", "after outer"],
    ...["before outer", "before inner", "case 2", "after inner", "after outer"],
    "after all",
  ]);
});

describe({
  name: "options",
  beforeAll(this: { items?: string[]; count?: number }) {
    this.items = ["from the suite"];
  },
  beforeEach: [function (this: { items?: string[]; count?: number }) {
    this.count = (this.count ?? 0) + 1;
  }],
  fn: () => {
    it("give a case what its hooks made", function (
      this: { items: string[]; count: number },
    ) {
      assertEquals(this.items, ["from the suite"]);
      assertEquals(this.count, 1);
    });

    it("give each case an object of its own", { sanitizeOps: true }, function (
      this: { count: number },
    ) {
      assertEquals(this.count, 1);
    });
  },
});

it("describe and it refuse to register while tests run", () => {
  assertThrows(() => it("late", () => {}), Error, "already registered");
  assertThrows(() => describe("late", () => {}), Error, "already registered");
});

function madeCase(name: string, only = false): Case {
  return { kind: "case", name, only, body: () => {} };
}

function madeSuite(name: string, members: Suite["members"], only = false) {
  const hooks = { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] };
  return { kind: "suite", name, only, members, hooks } satisfies Suite;
}

Deno.test("selected takes everything when nothing is marked", () => {
  const suite = madeSuite("s", [madeCase("a"), madeCase("b")], true);
  assertEquals(selected(suite).map((member) => member.name), ["a", "b"]);
});

Deno.test("selected takes marked cases and the suites that hold them", () => {
  const suite = madeSuite("s", [
    madeCase("a"),
    madeCase("b", true),
    madeSuite("c", [madeCase("d", true)]),
    madeSuite("e", [madeCase("f")]),
  ]);
  assertEquals(selected(suite).map((member) => member.name), ["b", "c"]);
});
