import { assert, assertEquals } from "@std/assert";
import { testEngines } from "../../../testing/engines/installation.ts";
import { reportAsText } from "./report.ts";
import { runSoak } from "./run_soak.ts";

Deno.test("soak keeps every process at work, samples each, and finds everything stored once", async () => {
  const said: string[] = [];
  const report = await runSoak({ minutes: 0.5, warmUpMinutes: 0.1, share: 0.6, rate: 4, curve: null }, {
    engines: testEngines(),
    signal: new AbortController().signal,
    say: (line) => said.push(line),
  });
  const story = `${said.join("\n")}\n${reportAsText(report)}`;
  // Half a minute is all warm-up, too short to judge growth.
  assertEquals(report.problems.filter((problem) => !/ grew from | can't be judged/.test(problem)), [], story);
  assertEquals(report.stored, { ...report.acknowledged, events: report.acknowledged.identities }, story);
  assert(report.acknowledged.orders >= 100 && report.acknowledged.identities >= 20, story);
  assertEquals(report.members.length, 9, story);
  for (const { name, samples } of report.members) {
    assert(samples.length > 2, story);
    for (const { residentBytes, heapBytes, timers, descriptors } of samples) {
      assert(residentBytes > heapBytes && heapBytes > 1e6 && timers > 0 && descriptors > 0, `${name}\n${story}`);
    }
  }
});
