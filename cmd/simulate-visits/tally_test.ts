import { assertEquals } from "@std/assert";
import { Tally } from "./tally.ts";

Deno.test("Tally counts every detection once, by what became of it", () => {
  const tally = new Tally();
  tally.add({ kind: "identified", beaconId: "b-1", ms: 2 }, "b-1");
  tally.add({ kind: "identified", beaconId: "b-1", ms: 4 }, "b-2");
  tally.add({ kind: "refused", code: "duplicate_within_minute", ms: 1 }, "b-1");
  tally.add({ kind: "refused", code: "low_confidence", ms: 1 }, "b-1");
  tally.add({ kind: "refused", code: "unknown_beacon", ms: 1 }, "b-1");
  tally.add({ kind: "unanswered" }, "b-1");
  tally.wait("rateLimited", 1_500);
  const { answerMs, ...counted } = tally.tallied();
  assertEquals(counted, {
    sent: 6,
    identified: 2,
    duplicates: 1,
    lowConfidence: 1,
    refusals: { unknown_beacon: 1 },
    unanswered: 1,
    waits: { rateLimited: 1, unavailable: 0, unreachable: 0, seconds: 1.5 },
    atNearest: { count: 1, share: 0.5 },
  });
  assertEquals([answerMs!.count, answerMs!.max], [5, 4]);
});

Deno.test("Tally of nothing has no percentiles and no share", () => {
  const { sent, answerMs, atNearest } = new Tally().tallied();
  assertEquals([sent, answerMs, atNearest], [0, null, { count: 0, share: null }]);
});
