import { assertEquals, assertRejects } from "@std/assert";
import { Closing } from "./closing.ts";

Deno.test("Closing names what it waits for, last opened first, and one that hangs does not hold up the others", async () => {
  const closing = new Closing();
  const closed: string[] = [];
  const never = Promise.withResolvers<void>();
  closing.opened("the database", () => closed.push("the database"));
  closing.opened("the log", () => never.promise, 20);
  closing.opened("the server", () => closed.push("the server"));
  assertEquals(closing.pending, []);
  const disposing = closing.disposeAsync();
  await Promise.resolve();
  const failed = assertRejects(() => disposing, Error, "no answer within");
  while (!closing.pending.includes("the log")) await new Promise((resolve) => setTimeout(resolve, 1));
  assertEquals(closing.pending, ["the log"]);
  await failed;
  assertEquals(closed, ["the server", "the database"]);
  assertEquals(closing.pending, []);
});

Deno.test("Closing.task names a task while it runs, and passes on its result and its error", async () => {
  const closing = new Closing();
  const work = Promise.withResolvers<number>();
  const task = closing.task("the pools", work.promise);
  assertEquals(closing.pending, ["the pools"]);
  work.resolve(7);
  assertEquals(await task, 7);
  await assertRejects(() => closing.task("the grades", Promise.reject(new Error("no"))), Error, "no");
  assertEquals(closing.pending, []);
});
