import type { Understood } from "../../adapters/files/orders/order_file.ts";
import type { ImportReport } from "../../application/commerce/import/import_orders.ts";
import type { Rates } from "../../application/commerce/import/sold_line.ts";
import { count } from "../wiring/process/table.ts";
import type { ImportArguments } from "./arguments.ts";
import { reasonsAsText } from "./preview_report.ts";
import type { Reason } from "../../application/commerce/import/reject_reasons.ts";
import { understoodAsJson } from "../../adapters/files/orders/understood_json.ts";
import { isEnough } from "../../application/commerce/import/is_enough.ts";
import { understoodAsText } from "./understood_report.ts";

interface ImportOutcome {
  readonly args: ImportArguments;
  readonly understood: Understood;
  readonly rates: Rates;
  readonly report: ImportReport;
  readonly reasons: readonly Reason[];
  readonly rejectsFile: string | null;
}

export function reportAsJson({ args, understood, rates, report, reasons, rejectsFile }: ImportOutcome): string {
  const { files, via } = args;
  const file = files.join(", ");
  return JSON.stringify(
    { file, via, ...understoodAsJson(understood, rates), ...report, reasons, rejectsFile },
    null,
    2,
  );
}

export function reportAsText({ args, understood, rates, report, reasons, rejectsFile }: ImportOutcome): string {
  const rows: readonly Count[] = [
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
  return [
    `${args.files.join(", ")} through ${args.via === "kafka" ? "Kafka" : "Postgres"}`,
    understoodAsText(understood, rates),
    "",
    ...countsAsText(rows),
    "",
    ...(reasons.length > 0 ? ["Rejected, most often for:", ...reasonsAsText(reasons), ""] : []),
    ...differing(report),
    ...verdict(report),
    ...(isEnough(report, args.accept) ? [] : [
      `Too few lines became orders: expected ${100 * args.accept} % (--accept).`,
    ]),
    `Run ${report.run}: import --undo ${report.run} takes it back.`,
  ].join("\n");
}

export type Count = readonly [name: string, count: number, note?: string];

export function countsAsText(counts: readonly Count[]): string[] {
  const width = Math.max(...counts.map(([, number]) => count(number).length));
  return counts.map(([name, number, note]) =>
    `  ${name.padEnd(14)}${count(number).padStart(width)}${note ? ` ${note}` : ""}`
  );
}

function differing({ differing, differingInvoices }: ImportReport): string[] {
  if (differing === 0) return [];
  const named = differingInvoices.slice(0, 10).map(({ invoice, lines, firstLine, stored }) =>
    `  ${invoice} (line ${firstLine}): ${count(lines)} other here; stored are ${count(stored.orders)} lines, ` +
    `${count(stored.amount)} won`
  );
  return [
    "Stored already, with other lines; nothing of these was added. --add-differing adds them; where they are orders of",
    "another shop that numbers alike, --shop NAME keeps them apart:",
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
    lines.push("  the store holds other amounts for these orders; were they imported at another --rate?");
  }
  return lines;
}
