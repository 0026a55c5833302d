import { assert, assertEquals } from "@std/assert";
import { timeOfProcess } from "./processor_time.ts";

Deno.test("timeOfProcess tells of a process by its number, and of none that has another name", () => {
  assert(timeOfProcess(Deno.pid)! > 0);
  assertEquals(timeOfProcess(Deno.pid, "postgres"), null);
  assertEquals(timeOfProcess(2 ** 22 + 1), null);
});
