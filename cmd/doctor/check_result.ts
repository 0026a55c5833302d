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

/** The outcome of one check. */
export interface CheckResult {
  readonly subject: Subject;
  /** Stable, for programs. */
  readonly check: string;
  readonly status: Status;
  readonly message: string;
  /** One sentence; `null` if there is nothing to do. */
  readonly remedy: string | null;
}

/** Makes the results of one subject. */
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
