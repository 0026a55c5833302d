import { assert, assertEquals, assertRejects } from "@std/assert";
import { seededRandom } from "../../../../domain/shared/random.ts";
import { atFullSpeed, atRate } from "./at_rate.ts";

const { signal } = new AbortController();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("atRate calls at moments that were fixed beforehand, however late the answers are", async () => {
  const due: number[] = [];
  const options = { rate: 200, seconds: 0.5, random: seededRandom("rate"), signal };
  const samples = await atRate(async (nth, dueAt) => {
    assertEquals(nth, due.push(dueAt) - 1);
    await pause(100);
  }, options);
  // A caller that waited for each answer would have made five.
  assert(due.length > 60 && due.length < 140, `${due.length}`);
  assertEquals(samples!.length, due.length);
  assert(samples!.every((ms) => ms >= 99), `${Math.min(...samples!)}`);
  assert(due.every((at, nth) => at >= (due[nth - 1] ?? 0)));
});

Deno.test("atRate counts the time that calls had to wait for a standstill", async () => {
  let stood = false;
  const samples = await atRate(() => {
    const until = performance.now() + (stood ? 0 : 200);
    stood = true;
    while (performance.now() < until);
    return Promise.resolve();
  }, { rate: 100, seconds: 0.4, random: seededRandom("standstill"), signal });
  const late = samples!.filter((ms) => ms > 50).length;
  assert(late > 5, `${late} of ${samples!.length} late`);
});

Deno.test("atRate gives up where calls pile up, and passes on a failure", async () => {
  const release = Promise.withResolvers<void>();
  const options = { seconds: 60, random: seededRandom("pile"), signal };
  const held = (nth: number) => {
    if (nth === 1_000) setTimeout(() => release.resolve(), 100);
    return release.promise;
  };
  assertEquals(await atRate(held, { ...options, rate: 2_000 }), null);
  await assertRejects(
    () => atRate((nth) => nth === 3 ? Promise.reject(new Error("away")) : pause(1), { ...options, rate: 1_000 }),
    Error,
    "away",
  );
});

Deno.test("atFullSpeed keeps so many callers busy", async () => {
  let underWay = 0;
  let most = 0;
  const perSecond = await atFullSpeed(async () => {
    most = Math.max(most, ++underWay);
    await pause(10);
    underWay--;
  }, { callers: 4, seconds: 0.2, signal });
  assertEquals(most, 4);
  assert(perSecond > 0 && perSecond <= 400, `${perSecond}`);
});
