import { type CheckResult, exitStatus, type Status, STATUSES, type Subject, SUBJECTS } from "./check_result.ts";

const TITLES: Readonly<Record<Subject, string>> = {
  configuration: "Configuration",
  dataFolder: "Data folder",
  postgres: "Postgres",
  redis: "Redis",
  kafka: "Kafka",
  dynamodb: "DynamoDB",
  archive: "Archive",
  sourceDatabase: "Sourcing: source",
  dropshipDatabase: "Sourcing: dropship",
  marketDatabase: "Sourcing: market",
};
const MARKS: Readonly<Record<Status, string>> = { ok: "ok     ", warning: "WARNING", error: "ERROR  " };

export function reportAsText(results: readonly CheckResult[]): string {
  const groups = SUBJECTS.flatMap((subject) => {
    const own = results.filter((result) => result.subject === subject);
    if (own.length === 0) return [];
    return [[TITLES[subject], ...own.flatMap(linesOf)].join("\n")];
  });
  return [...groups, verdict(results)].join("\n\n");
}

function linesOf({ status, message, remedy }: CheckResult): string[] {
  return [`  ${MARKS[status]}  ${message}`, ...(remedy ? [`           → ${remedy}`] : [])];
}

function verdict(results: readonly CheckResult[]): string {
  const count = (status: Status) => results.filter((result) => result.status === status).length;
  const warnings = count("warning");
  const errors = count("error");
  const some = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  if (warnings + errors === 0) return "All is well.";
  return [errors > 0 ? some(errors, "error") : "", warnings > 0 ? some(warnings, "warning") : ""]
    .filter(Boolean).join(", ") + ".";
}

export function reportAsJson(results: readonly CheckResult[]): string {
  // `mend` is what `remedy` was called before 1.1; it goes with the next version.
  const findings = results.map((result) => ({ ...result, mend: result.remedy }));
  return JSON.stringify({ status: STATUSES[exitStatus(results)], findings });
}
