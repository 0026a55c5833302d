import { RejectsFile } from "../../adapters/files/rejects_file.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { isEnough } from "../../application/commerce/import/is_enough.ts";
import { RejectReasons } from "../../application/commerce/import/reject_reasons.ts";
import { untilFirstOrder } from "../../application/commerce/import/until_first_order.ts";
import type { ImportSales, SalesImported } from "../../application/commerce/ports/sales_import.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { count } from "../wiring/process/table.ts";
import type { ImportArguments } from "./arguments.ts";
import { digestOf, openAnswered } from "./open_import.ts";
import { type Count, countsAsText } from "./report.ts";
import { reportNoOrders } from "./report_no_orders.ts";

/** A till's export into a store's sales. Exit status: 0 when enough lines are sales. */
export async function runSales(
  args: ImportArguments,
  store: string,
  wire: () => Promise<ImportSales>,
  { signal, print = console.log, warn = console.error }: {
    readonly signal: AbortSignal;
    readonly print?: (text: string) => void;
    readonly warn?: (text: string) => void;
  },
): Promise<number> {
  const opened = await openAnswered(args);
  const { file, rates } = opened;
  const rejectsFile = new RejectsFile(args.rejects);
  const rejects = new RejectReasons(rejectsFile);
  const progress = createProgress({ unit: "lines", silent: args.json });
  try {
    const begun = await untilFirstOrder(file.records, rejects);
    if (!begun.hasOrder) {
      const written = await rejectsFile.close();
      reportNoOrders({ args, opened, begun, reasons: rejects.common, rejectsFile: written }, { print, warn });
      return 1;
    }
    const { title } = file.understood.profile;
    const digest = await digestOf(args.files);
    const source = { file: args.files.join(", "), digest, profile: title, via: "postgres" as const, storeId: store };
    const imported = await (await wire())(begun.records, {
      source,
      rates,
      rejects,
      runner: crypto.randomUUID(),
      signal,
      onProgress: (lines) => progress.show("reading", lines, file.lines),
    });
    progress.end();
    if (!imported.ok) {
      await rejectsFile.keep();
      if (imported.refusal.code === "invalid_input") {
        throw new WrongSettings([`--sales is "${store}": ${imported.refusal.details.join("; ")}`]);
      }
      warn(`import: ${imported.refusal.message}`);
      return 1;
    }
    const report = imported.value;
    const written = await rejectsFile.close();
    print(
      args.json
        ? JSON.stringify(
          { files: args.files, profile: title, store, ...report, reasons: rejects.common, rejectsFile: written },
          null,
          2,
        )
        : salesAsText(report, { title, store, reasons: rejects.common, written }),
    );
    // Lines that differ are among the rejected.
    return isEnough({ lines: report.lines, rejected: report.rejected }, args.accept) ? 0 : 1;
  } catch (error) {
    progress.end();
    await rejectsFile.keep();
    if (!signal.aborted) throw error;
    warn("import: interrupted; run the same command again, and it goes on without doubling any");
    return 1;
  } finally {
    await file.close();
  }
}

function salesAsText(
  report: SalesImported,
  { title, store, reasons, written }: {
    readonly title: string;
    readonly store: string;
    readonly reasons: RejectReasons["common"];
    readonly written: string | null;
  },
): string {
  const rows: readonly Count[] = [
    ["lines read", report.lines],
    ["sales stored", report.stored],
    ["already there", report.alreadyThere],
    ["rejected", report.rejected, written ? `see ${written}` : ""],
    ["business days", report.days],
  ];
  return [
    `${title}, sales of the store ${store}`,
    "",
    ...countsAsText(rows),
    ...reasons.map(({ lines, example }) => `    ${count(lines)}: ${example}`),
    `Run ${report.run}: import --undo ${report.run} takes it back.`,
  ].join("\n");
}
