import type { ImportReport } from "../../application/commerce/import/import_orders.ts";
import type { ImportArguments } from "./arguments.ts";

interface ImportOutcome {
  readonly args: ImportArguments;
  readonly report: ImportReport;
  readonly rejectsFile: string | null;
}

export function reportAsJson({ args, report, rejectsFile }: ImportOutcome): string {
  const { file, via, rateText } = args;
  return JSON.stringify({ file, via, rateKrw: Number(rateText), ...report, rejectsFile }, null, 2);
}

export function reportAsText({ args, report, rejectsFile }: ImportOutcome): string {
  const rows: (readonly [string, number, string?])[] = [
    ["lines read", report.lines],
    ["= orders", report.orders],
    ["+ rejected", report.rejected, rejectsFile ? `see ${rejectsFile}` : ""],
    ...(report.differing > 0 ? [["+ differing", report.differing, "not added"] as const] : []),
    ["stored now", report.stored],
    ["already there", report.alreadyThere],
    ["amount in", report.amountIn, "won"],
    ["amount stored", report.amountStored, "won"],
    ["customers", report.customers],
    ["guests", report.guests],
    ["products", report.products],
    ["cancellations", report.cancellations],
  ];
  const width = Math.max(...rows.map(([, number]) => count(number).length));
  return [
    `${args.file} through ${args.via === "kafka" ? "Kafka" : "Postgres"}, ${args.rateText} won for one pound`,
    "",
    ...rows.map(([name, number, note]) =>
      `  ${name.padEnd(14)}${count(number).padStart(width)}${note ? ` ${note}` : ""}`
    ),
    "",
    ...differing(report),
    ...verdict(report),
    `Run ${report.run}: import --undo ${report.run} takes it back.`,
  ].join("\n");
}

function differing({ differing, differingInvoices }: ImportReport): string[] {
  if (differing === 0) return [];
  const named = differingInvoices.slice(0, 10).map(({ invoice, lines, firstLine, stored }) =>
    `  ${invoice} (line ${firstLine}): ${count(lines)} other here; stored are ${count(stored.orders)} lines, ` +
    `${count(stored.amount)} won`
  );
  return [
    "Stored already, with other lines; nothing of these was added (--add-differing adds them):",
    ...named,
    ...(differingInvoices.length > 10 ? ["  and more"] : []),
    "",
  ];
}

function verdict(report: ImportReport): string[] {
  if (report.balanced) return ["Balanced: every line is an order or rejected, and every won is stored."];
  const lines = ["NOT balanced:"];
  const missing = report.orders - report.stored - report.alreadyThere;
  if (missing > 0) {
    lines.push(`  ${count(missing)} orders are not stored; dead letters tell why, and another run sends them again`);
  } else if (report.amountIn !== report.amountStored) {
    lines.push("  the store holds other amounts for these orders; were they imported at another --rate-krw?");
  }
  return lines;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
