import type { Certificate } from "../../domain/sourcing/certificate.ts";
import type { ProbeResult } from "./probe.ts";
import { refusalAsText, type SplitRefusal } from "./refusal.ts";
import type { RolledBack } from "./roll_back.ts";
import type { SplitDone } from "./split.ts";
import { count, table } from "../wiring/process/table.ts";

interface SplitReport extends SplitDone {
  readonly seconds: number;
  readonly certificateFile: string;
}

export function splitAsText(report: SplitReport): string {
  const { copied, mended, alreadyDone, seconds, certificateFile, certificate } = report;
  if (alreadyDone) {
    return `Nothing to do: the certificate of ${new Date(certificate.takenAt).toISOString()} agrees. ` +
      "--certify compares again; --catch-up makes the new databases equal to the old one again.";
  }
  return [
    `${count(copied)} rows copied; with everything ${seconds.toFixed(1)} s`,
    ...(mended.length > 0 ? [`The old database had changed since an earlier run: mended ${mended.join(", ")}`] : []),
    certificateAsText(certificate, certificateFile),
  ].join("\n");
}

export function certificateAsText(certificate: Certificate, file: string): string {
  const { tables, made, sequences, orphans, foreignKeys, droppedKeys, leftOut, conversions, differences, verdict } =
    certificate;
  const rows = tables.map(({ database, table, old, new: found }) => [
    `${database}.${table}`,
    count(old.rows),
    count(found.rows),
    found.checksum.slice(0, 16),
    old.rows === found.rows && old.checksum === found.checksum ? "same" : "DIFFERENT",
  ]);
  const columns = [
    { title: "TABLE" },
    { title: "OLD", right: true },
    { title: "NEW", right: true },
    { title: "CHECKSUM" },
    { title: "" },
  ];
  const holding = foreignKeys.filter(({ validated, broken }) => validated && broken === 0).length;
  const total = tables.reduce((sum, { new: found }) => sum + found.rows, 0);
  return [
    table(columns, rows),
    `${count(total)} rows in ${tables.length} tables; ${holding} of ${foreignKeys.length} foreign keys hold`,
    ...(made.length > 0 ? [`${made.length} of the tables were made as the old database has them`] : []),
    ...sequences.map(({ database, sequence, next, highest }) =>
      `sequence ${database}.${sequence} gives ${next} next, above ${highest ?? "nothing"}`
    ),
    ...orphans.map(({ table, column, toTable, toDatabase, orphans, orphansInOld, examples }) =>
      `${table}.${column} → ${toDatabase}.${toTable}: ${count(orphans)} orphans` +
      (orphans > 0 ? `, ${count(orphansInOld)} in the old database: ${examples.join(", ")}` : "")
    ),
    ...droppedKeys.map((key) => `no foreign key any more: ${key}`),
    ...conversions.map((conversion) => `converted ${conversion}`),
    ...leftOut.map(({ kind, name }) => `left behind: ${kind} ${name}`),
    ...differences.map((difference) => `DIFFERENT: ${difference}`),
    verdict === "agrees" ? `Agrees. The certificate is in ${file}` : `Differs. The certificate is in ${file}`,
  ].join("\n");
}

export function planAsText({ plan, oldName, names, bare }: ProbeResult, refusal: SplitRefusal | null): string {
  const { moves, missing, conversions, leftOut, references, droppedKeys } = plan;
  const columns = [
    { title: "TABLE" },
    { title: "ROWS, ABOUT", right: true },
    { title: "MB", right: true },
    { title: "COLUMNS", right: true },
    { title: "" },
  ];
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  const sum = (field: "rows" | "bytes") => moves.reduce((total, move) => total + move[field], 0);
  const lines = moves.map(({ database, table, oldTable, exists, rows, bytes, columns }) => [
    `${database}.${table}`,
    count(rows),
    megabytes(bytes),
    String(columns.length),
    exists ? table === oldTable ? "into what is there" : `from ${oldTable}` : "made as it is",
  ]);
  return [
    `From ${oldName} into ${Object.entries(names).map(([name, where]) => `${name}: ${where}`).join("; ")}`,
    table(columns, lines),
    `${count(sum("rows"))} rows, ${megabytes(sum("bytes"))} MB; the largest table first`,
    ...bare.map((name) => `${name} has no tables yet: they are made first`),
    ...missing.map(({ database, table }) => `${database}.${table} stays as it is: the old database has no such table`),
    ...references.map(({ table, column, toTable }) => `compared row by row: ${table}.${column} → ${toTable}`),
    ...droppedKeys.map((key) => `no foreign key any more: ${key}`),
    ...conversions.map((conversion) => `converts ${conversion}`),
    ...leftOut.map(({ kind, name }) => `no new database takes the ${kind} ${name}`),
    ...(refusal ? [refusalAsText(refusal)] : []),
  ].join("\n");
}

export function rolledBackAsText(emptied: RolledBack): string {
  return [
    ...emptied.map(({ database, tables, removed }) =>
      `${database}: ${
        [
          ...(tables.length > 0 || removed.length === 0 ? [`${tables.length} tables are empty again`] : []),
          ...(removed.length > 0 ? [`${removed.length} tables that were made are removed`] : []),
        ].join(", ")
      }`
    ),
    "The split is forgotten; the old database was not touched.",
  ].join("\n");
}
