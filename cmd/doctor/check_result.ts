export const STATUSES = ["ok", "warning", "error"] as const;
export type Status = typeof STATUSES[number];

export const SUBJECTS = [
  "configuration",
  "dataFolder",
  "postgres",
  "redis",
  "kafka",
  "dynamodb",
  "archive",
  "sourceDatabase",
  "dropshipDatabase",
  "marketDatabase",
] as const;
export type Subject = typeof SUBJECTS[number];

export interface CheckResult {
  readonly subject: Subject;
  /** Stable, for programs. */
  readonly check: string;
  readonly status: Status;
  readonly message: string;
  /** One sentence; `null` if there is nothing to do. */
  readonly remedy: string | null;
}

export function resultsOf(subject: Subject) {
  return {
    ok: (check: string, message: string): CheckResult => ({ subject, check, status: "ok", message, remedy: null }),
    warning: (check: string, message: string, remedy: string): CheckResult => (
      { subject, check, status: "warning", message, remedy }
    ),
    error: (check: string, message: string, remedy: string): CheckResult => (
      { subject, check, status: "error", message, remedy }
    ),
  };
}

/** Exit status: 0 when all is well, 1 with warnings, 2 with errors. */
export function exitStatus(results: readonly CheckResult[]): number {
  return Math.max(0, ...results.map(({ status }) => STATUSES.indexOf(status)));
}

/** A larger offset shows in lag figures and in the order of detections. */
const WARN_MS = 1_000;

export function checkClock(of: ReturnType<typeof resultsOf>, offsetMs: number): CheckResult {
  const ms = Math.round(offsetMs);
  const what = `its clock is ${Math.abs(ms)} ms ${ms < 0 ? "behind" : "ahead of"} this machine's`;
  return Math.abs(ms) <= WARN_MS
    ? of.ok("clock", what)
    : of.warning("clock", what, "Set both clocks by NTP (`timedatectl set-ntp true`).");
}
