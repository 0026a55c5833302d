import type { ImportFile } from "../../adapters/files/orders/import_file.ts";
import { understoodAsJson } from "../../adapters/files/orders/understood_json.ts";
import type { Reason } from "../../application/commerce/import/reject_reasons.ts";
import type { NoOrder } from "../../application/commerce/import/until_first_order.ts";
import { count } from "../wiring/process/table.ts";
import type { ImportArguments } from "./arguments.ts";
import { reasonsAsText } from "./preview_report.ts";

interface NoOrders {
  readonly args: ImportArguments;
  readonly opened: ImportFile;
  readonly begun: NoOrder;
  readonly reasons: readonly Reason[];
  readonly rejectsFile: string | null;
}

/** Of a file of which nothing was imported. */
export function reportNoOrders(
  nothing: NoOrders,
  { print, warn }: { readonly print: (text: string) => void; readonly warn: (text: string) => void },
): void {
  if (nothing.args.json) print(asJson(nothing));
  else warn(asText(nothing));
}

function asJson({ args, opened: { file, rates }, begun: { rejected }, reasons, rejectsFile }: NoOrders): string {
  const counts = { lines: rejected, orders: 0, rejected, stored: 0, balanced: false };
  const understood = understoodAsJson(file.understood, rates);
  return JSON.stringify({ file: args.files.join(", "), ...understood, ...counts, reasons, rejectsFile }, null, 2);
}

function asText({ begun: { rejected, ended }, reasons, rejectsFile }: NoOrders): string {
  if (rejected === 0) return "import: nothing is stored: the file has no lines below its header";
  const all = ended ? `all ${count(rejected)} lines` : `the first ${count(rejected)} lines`;
  return [`import: nothing is stored: ${all} were rejected, see ${rejectsFile}`, ...reasonsAsText(reasons)].join("\n");
}
