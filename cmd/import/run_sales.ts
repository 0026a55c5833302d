import { RejectsFile } from "../../adapters/files/rejects_file.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { importSales, type SalesReport } from "../../application/store/import_sales.ts";
import type { RecordSalesDeps } from "../../application/store/record_sales.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { count } from "../wiring/process/table.ts";
import type { ImportArguments } from "./arguments.ts";
import { openAnswered } from "./open_import.ts";
import { RejectReasons } from "../../application/commerce/import/reject_reasons.ts";
import { salesOfLines } from "./sale_of_line.ts";

interface SalesEngines extends RecordSalesDeps {
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** A till's export into a store's sales. Exit status: 0 when enough lines are sales. */
export async function runSales(
  args: ImportArguments,
  store: string,
  wire: () => Promise<SalesEngines>,
  { signal, print = console.log, warn = console.error }: {
    readonly signal: AbortSignal;
    readonly print?: (text: string) => void;
    readonly warn?: (text: string) => void;
  },
): Promise<number> {
  const { file, rates } = await openAnswered(args);
  const rejectsFile = new RejectsFile(args.rejects);
  const rejects = new RejectReasons(rejectsFile);
  const progress = createProgress({ unit: "lines", silent: args.json });
  try {
    const engines = await wire();
    const sales = salesOfLines(file.records, { rates, digest: sha256 });
    const onProgress = (lines: number) => progress.show("reading", lines, file.lines);
    const imported = await importSales({ ...engines, rejects }, store, sales, { signal, onProgress });
    progress.end();
    if (!imported.ok) throw new WrongSettings([`--sales is "${store}": ${imported.refusal.details.join("; ")}`]);
    const report = imported.value;
    const written = await rejectsFile.close();
    const { title } = file.understood.profile;
    print(
      args.json
        ? JSON.stringify(
          { files: args.files, profile: title, store, ...report, reasons: rejects.common, rejectsFile: written },
          null,
          2,
        )
        : salesAsText(report, { title, store, reasons: rejects.common, written }),
    );
    const good = report.stored + report.alreadyThere;
    return good > 0 && good >= report.lines * args.accept ? 0 : 1;
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
  report: SalesReport,
  { title, store, reasons, written }: {
    readonly title: string;
    readonly store: string;
    readonly reasons: RejectReasons["common"];
    readonly written: string | null;
  },
): string {
  const rows: (readonly [string, number, string?])[] = [
    ["lines read", report.lines],
    ["sales stored", report.stored],
    ["already there", report.alreadyThere],
    ["rejected", report.rejected, written ? `see ${written}` : ""],
    ["business days", report.days],
  ];
  const width = Math.max(...rows.map(([, number]) => count(number).length));
  return [
    `${title}, sales of the store ${store}`,
    "",
    ...rows.map(([name, number, note]) =>
      `  ${name.padEnd(14)}${count(number).padStart(width)}${note ? ` ${note}` : ""}`
    ),
    ...reasons.map(({ lines, example }) => `    ${count(lines)}: ${example}`),
  ].join("\n");
}
