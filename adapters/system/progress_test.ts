import { assertEquals } from "@std/assert";
import { createProgress } from "./progress.ts";

function watched() {
  const lines: string[] = [];
  const clock = { ms: 0 };
  const progress = createProgress({
    unit: "lines",
    terminal: false,
    now: () => clock.ms,
    write: (line) => lines.push(line),
  });
  return { lines, clock, progress };
}

Deno.test("createProgress writes a line every five seconds with rate and time left", () => {
  const { lines, clock, progress } = watched();
  for (; clock.ms <= 10_000; clock.ms += 100) progress.show("reading", clock.ms, 541_909);
  assertEquals(lines, [
    "reading: 5,000 of 541,909 lines (0 %), 1,000/s, 8 min 57 s left",
    "reading: 10,000 of 541,909 lines (1 %), 1,000/s, 8 min 52 s left",
  ]);
});

Deno.test("createProgress ends a stage when the next begins, and the last at the end", () => {
  const { lines, clock, progress } = watched();
  progress.show("reading", 0, 200);
  clock.ms = 1_000;
  progress.show("reading", 200, 200);
  progress.show("storing", 50, null);
  clock.ms = 2_000;
  progress.show("storing", 70, null);
  progress.end();
  progress.end();
  assertEquals(lines, ["reading: 200 of 200 lines (100 %), 200/s", "storing: 70 lines, 20/s"]);
});

Deno.test("createProgress shows nothing when it is silent", () => {
  const lines: string[] = [];
  const progress = createProgress({ silent: true, unit: "lines", terminal: false, write: (line) => lines.push(line) });
  progress.show("reading", 1, 2);
  progress.end();
  assertEquals(lines, []);
});
