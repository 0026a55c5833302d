import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../shared/random.ts";
import { calibrated } from "../confidence/calibrate.ts";
import { recalibrate, type ToldAnswer } from "./recalibrate.ts";

const IDENTITY = { slope: 1, offset: 0 };

/** Answers that are right as often as `truth` says of them. */
function told(seed: string, labels: number, truth: (share: number) => number): ToldAnswer[] {
  const random = seededRandom(seed);
  return Array.from({ length: labels }, () => {
    const share = 0.8 + 0.19 * random();
    return { share, right: random() < truth(share) };
  });
}

Deno.test("recalibrate takes an overconfident model's claims down, on labels that it has not seen", () => {
  const truth = (share: number) => share - 0.25;
  const result = recalibrate(told("over", 120, truth), IDENTITY);
  assert(result.ok);
  const { calibration, before, after, better } = result.value;
  assertEquals(better, { ok: true, value: null });
  assert(after.calibrationError! < 0.6 * before.calibrationError!, JSON.stringify({ before, after }));
  for (const share of [0.85, 0.95]) assert(Math.abs(calibrated(share, calibration) - truth(share)) < 0.1);
});

Deno.test("recalibrate composes with the calibration in use", () => {
  const inUse = { slope: 0.8, offset: 0.4 };
  const result = recalibrate(told("over", 200, (share) => share - 0.3), inUse);
  assert(result.ok && result.value.better.ok);
  const again = recalibrate(told("again", 200, (share) => share - 0.3), result.value.calibration);
  assert(again.ok && !again.value.better.ok, "what is calibrated gains nothing");
});

Deno.test("recalibrate refuses labels that say nothing new, seldom by chance, and too few", () => {
  let taken = 0;
  for (let nth = 0; nth < 40; nth++) {
    const result = recalibrate(told(`good ${nth}`, 40, (share) => share), IDENTITY);
    if (result.ok && result.value.better.ok) taken++;
  }
  assert(taken <= 8, `${taken} of 40`);
  const few = recalibrate(told("few", 29, (share) => share), IDENTITY);
  assertEquals(few.ok ? null : few.refusal.code, "too_few_labels");
});
