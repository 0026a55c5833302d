import { assertEquals, assertRejects } from "@std/assert";
import { inLanes, type Job, jobsOf } from "./in_lanes.ts";
import type { Tally } from "./tally.ts";

const signal = new AbortController().signal;

function tally(title: string): Tally {
  return { title, passed: 1, failed: 0, seconds: 0 };
}

Deno.test("inLanes begins the first jobs first, has several at a time, and reports each at its end", async () => {
  const second = Promise.withResolvers<void>();
  const begun: string[] = [];
  const done: string[] = [];
  const job = (title: string, until: Promise<void>): Job => async () => {
    begun.push(title);
    await until;
    return tally(title);
  };
  // Would wait for ever in one lane.
  const jobs = [
    job("a", second.promise),
    () => (second.resolve(), Promise.resolve(tally("b"))),
    job("c", second.promise),
  ];
  await inLanes(jobs, ({ title }) => done.push(title));
  assertEquals(begun, ["a", "c"]);
  assertEquals(done.sort(), ["a", "b", "c"]);
});

Deno.test("inLanes rejects with what a job throws", async () => {
  await assertRejects(() => inLanes([() => Promise.reject(new Error("no runner"))], () => {}), Error, "no runner");
});

Deno.test("jobsOf runs each file once, and deals neighbours out", async () => {
  const root = await Deno.makeTempDir();
  try {
    const files = ["a_test.ts", "b_test.ts", "c_test.ts", "d_test.ts", "e_test.ts"];
    for (const file of files) {
      await Deno.writeTextFile(
        `${root}/${file}`,
        `Deno.test("${file}", () => Deno.writeTextFileSync("${root}/${file}.ran", "", { createNew: true }));`,
      );
    }
    const jobs = jobsOf({ title: "a run", files, permitted: true, output: "none", root, signal }, { filesAJob: 2 });
    assertEquals(jobs.length, 3);
    const tallies: Tally[] = [];
    await inLanes(jobs, (tally) => tallies.push(tally));
    assertEquals(tallies.map(({ passed, failed }) => [passed, failed]).sort(), [[1, 0], [2, 0], [2, 0]]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("jobsOf waits for engines, gives their environment, and runs nothing without them", async () => {
  const root = await Deno.makeTempDir();
  try {
    const test = `Deno.test("has an engine", () => { if (Deno.env.get("ENGINE") !== "up") throw new Error("none"); });`;
    await Deno.writeTextFile(`${root}/a_test.ts`, test);
    const run = { title: "a run", files: ["a_test.ts"], permitted: true, output: "none", root, signal } as const;
    const counts: number[][] = [];
    for (const env of [{ ENGINE: "up" }, null]) {
      const jobs = jobsOf(run, { engines: Promise.resolve(env) });
      await inLanes(jobs, ({ passed, failed }) => counts.push([passed, failed]));
    }
    assertEquals(counts, [[1, 0], [0, 0]]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
