import { assert, assertEquals, assertRejects } from "@std/assert";
import { workThrough } from "./work_through.ts";

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

Deno.test("workThrough does every task once, never more at a time than asked for, and follow-ups first", async () => {
  const done: string[] = [];
  let now = 0;
  let most = 0;
  await workThrough(["a", "b", "c", "d"], 2, async (task) => {
    most = Math.max(most, ++now);
    await turn();
    now--;
    done.push(task);
    return task === "a" ? ["a+"] : [];
  });
  assertEquals(most, 2);
  assertEquals(done.toSorted(), ["a", "a+", "b", "c", "d"]);
  assert(done.indexOf("a+") < done.indexOf("d"));
});

Deno.test("workThrough runs the follow-ups of the last task", async () => {
  const done: string[] = [];
  await workThrough(["a"], 3, async (task) => {
    await turn();
    done.push(task);
    return task.length < 3 ? [task + "x", task + "y"] : [];
  });
  assertEquals(done.length, 7);
});

Deno.test("workThrough begins nothing after a failure, waits for running tasks, and rejects with the first error", async () => {
  const done: number[] = [];
  const error = await assertRejects(() =>
    workThrough([1, 2, 3, 4, 5], 2, async (task) => {
      await turn();
      if (task === 1) throw new Error("first");
      await turn();
      done.push(task);
      return [];
    })
  );
  assertEquals((error as Error).message, "first");
  assertEquals(done, [2]);
});
