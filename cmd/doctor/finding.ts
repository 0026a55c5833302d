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

/** One thing that was looked at. */
export interface Finding {
  readonly subject: Subject;
  /** What was looked at; stable, for programs. */
  readonly check: string;
  readonly status: Status;
  readonly message: string;
  /** One sentence that says how to mend it; `null` where nothing is to mend. */
  readonly mend: string | null;
}

/** Makes the findings of one subject. */
export function findingsOf(subject: Subject) {
  return {
    ok: (check: string, message: string): Finding => ({ subject, check, status: "ok", message, mend: null }),
    warning: (check: string, message: string, mend: string): Finding => (
      { subject, check, status: "warning", message, mend }
    ),
    error: (check: string, message: string, mend: string): Finding => (
      { subject, check, status: "error", message, mend }
    ),
  };
}

/** 0 when all is well, 1 with warnings, 2 with errors. */
export function exitStatus(findings: readonly Finding[]): number {
  return Math.max(0, ...findings.map(({ status }) => STATUSES.indexOf(status)));
}
