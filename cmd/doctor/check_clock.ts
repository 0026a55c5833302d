import type { CheckResult, resultsOf } from "./check_result.ts";

/** More than this between two clocks turns up in lag figures and in the order of detections. */
const WARN_MS = 1_000;

export function checkClock(of: ReturnType<typeof resultsOf>, offsetMs: number): CheckResult {
  const ms = Math.round(offsetMs);
  const what = `its clock is ${Math.abs(ms)} ms ${ms < 0 ? "behind" : "ahead of"} this machine's`;
  return Math.abs(ms) <= WARN_MS
    ? of.ok("clock", what)
    : of.warning("clock", what, "Set both clocks by NTP (`timedatectl set-ntp true`).");
}
