import { exitStatus, type Finding, type Status, STATUSES, type Subject, SUBJECTS } from "./finding.ts";

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

export function reportAsText(findings: readonly Finding[]): string {
  const groups = SUBJECTS.flatMap((subject) => {
    const own = findings.filter((finding) => finding.subject === subject);
    if (own.length === 0) return [];
    return [[TITLES[subject], ...own.flatMap(linesOf)].join("\n")];
  });
  return [...groups, verdict(findings)].join("\n\n");
}

function linesOf({ status, message, mend }: Finding): string[] {
  return [`  ${MARKS[status]}  ${message}`, ...(mend ? [`           → ${mend}`] : [])];
}

function verdict(findings: readonly Finding[]): string {
  const count = (status: Status) => findings.filter((finding) => finding.status === status).length;
  const warnings = count("warning");
  const errors = count("error");
  const some = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  if (warnings + errors === 0) return "All is well.";
  return [errors > 0 ? some(errors, "error") : "", warnings > 0 ? some(warnings, "warning") : ""]
    .filter(Boolean).join(", ") + ".";
}

export function reportAsJson(findings: readonly Finding[]): string {
  return JSON.stringify({ status: STATUSES[exitStatus(findings)], findings });
}
