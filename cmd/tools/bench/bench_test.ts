import { assertEquals } from "@std/assert";
import { interleave, summarise } from "./bench.ts";

Deno.test("summarise returns the median and both ends", () => {
  assertEquals(summarise([3, 1, 2]), { median: 2, lowest: 1, highest: 3, rounds: [3, 1, 2] });
  assertEquals(summarise([4, 1]).median, 2.5);
});

Deno.test("interleave begins each round with another contender", async () => {
  const order: string[] = [];
  const contender = (name: string) => ({ name, unit: "x/s", measure: () => Promise.resolve(order.push(name)) });
  const lines: string[] = [];
  const options = { rounds: 2, onRound: (line: string) => lines.push(line) };
  const [a] = await interleave([contender("a"), contender("b")], options, new AbortController().signal);
  assertEquals(order, ["a", "b", "b", "a"]);
  assertEquals([a!.name, a!.rounds], ["a", [1, 4]]);
  assertEquals(lines[0], "round 1 of 2: a 1 x/s");
});
