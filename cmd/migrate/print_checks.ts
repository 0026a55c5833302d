import type { Drift, MigrationsCheck } from "../../adapters/postgres/core/check_migrations.ts";

const STRAYS = {
  changed: "the file was changed after it was applied",
  gone: "it is applied, and its file is gone",
  "passed over": "it came after a later one was applied, and will not be",
} as const;

type DatabaseCheck = MigrationsCheck & { readonly database: string };

export function printChecks(checks: readonly DatabaseCheck[], json: boolean): void {
  if (json) return console.log(JSON.stringify(documentOf(checks)));
  for (const each of checks) printCheck(each);
}

/** The fields of the first database; `databases` has those of all. */
function documentOf(checks: readonly DatabaseCheck[]) {
  const databases = checks.map((each) => ({ ...each, inStep: isInStep(each) }));
  return { ...databases[0], databases };
}

function isInStep({ drift, strays }: MigrationsCheck): boolean {
  return drift.length + strays.length === 0;
}

function printCheck(check: DatabaseCheck): void {
  const { database, version, waiting, strays, drift } = check;
  for (const stray of strays) console.log(`migration ${number(stray.version)} ${stray.name}: ${STRAYS[stray.problem]}`);
  for (const each of drift) console.log(describe(each));
  const behind = waiting.length === 0
    ? ""
    : `; ${waiting.length} waiting: ${waiting.map(({ name }) => name).join(", ")}`;
  const found = strays.length + drift.length;
  const sum = isInStep(check)
    ? "in step with its migrations"
    : `${found} ${found === 1 ? "difference" : "differences"}`;
  console.log(`${database} at ${number(version)}: ${sum}${behind}`);
}

function describe({ kind, name, problem, expected, found }: Drift): string {
  const lines = {
    missing: [`missing in the database`, `  - ${indented(expected)}`],
    unexpected: ["in the database, and in no migration", `  + ${indented(found)}`],
    different: ["different", `  - ${indented(expected)}`, `  + ${indented(found)}`],
  }[problem];
  return `${kind} ${name}: ${lines.join("\n")}`;
}

function indented(definition: string | null): string {
  return (definition ?? "").replaceAll("\n", "\n    ");
}

function number(version: number): string {
  return String(version).padStart(3, "0");
}
