import { NO_CURRENCY, type Understood } from "../../adapters/files/orders/order_file.ts";
import type { Rates } from "../../application/commerce/import/sold_line.ts";
import { count, table } from "../wiring/process/table.ts";
import {
  type Preview,
  previewAsJson as countsAsJson,
  type Sample,
} from "../../application/commerce/import/preview_orders.ts";
import { rateText } from "../../adapters/files/orders/rates.ts";
import type { Reason } from "../../application/commerce/import/reject_reasons.ts";
import { understoodAsJson } from "../../adapters/files/orders/understood_json.ts";
import { understoodAsText } from "./understood_report.ts";

interface PreviewOutcome {
  readonly file: string;
  readonly understood: Understood;
  readonly rates: Rates;
  readonly questions: readonly string[];
  readonly preview: Preview;
}

export function previewAsText({ file, understood, rates, questions, preview }: PreviewOutcome): string {
  const { lines, orders, rejected, cancellations, amount, from, to, samples, reasons } = preview;
  const span = from && to ? ` of ${minute(from)} to ${minute(to)} UTC` : "";
  const back = cancellations > 0 ? `, ${count(cancellations)} of them take others back` : "";
  const parts = [
    file,
    understoodAsText(understood, rates),
    "",
    lines === 0
      ? "The file has no lines below its header."
      : `${count(lines)} lines would be ${count(orders)} orders${span}${back}${
        amount === null ? "" : `; ${count(amount)} won`
      }. ${count(rejected)} would be rejected.`,
  ];
  if (samples.length > 0) parts.push("", samplesAsText(samples));
  if (reasons.length > 0) parts.push("", ...reasonsAsText(reasons));
  if (questions.length > 0) {
    parts.push(
      "",
      "To import it, one thing more:",
      ...questions.map((question) => `  ${question}`),
    );
  }
  return parts.join("\n");
}

export function previewAsJson({ file, understood, rates, questions, preview }: PreviewOutcome): string {
  return JSON.stringify(
    { file, dryRun: true, ...understoodAsJson(understood, rates), questions, ...countsAsJson(preview) },
    null,
    2,
  );
}

export function reasonsAsText(reasons: readonly Reason[]): string[] {
  return reasons.map(({ lines, line, example }) => `  ${count(lines)} × ${example} (line ${line})`);
}

/** As they would be stored. */
function samplesAsText(samples: readonly Sample[]): string {
  const right = true;
  return table(
    [
      { title: "  line", right },
      { title: "order" },
      { title: "time (UTC)" },
      { title: "customer" },
      { title: "product" },
      { title: "quantity", right },
      { title: "won", right },
      { title: "status" },
    ],
    samples.map(({ line, read, sold }) => [
      `${line}`,
      read.order,
      minute(read.at),
      sold ? (sold.user.isGuest ? "guest" : sold.user.userId) : read.customer ?? "guest",
      oneLine(`${read.sku === read.name ? "" : `${read.sku} `}${read.name}`),
      `${read.quantity}`,
      sold
        ? count(sold.order.totalAmount)
        : `${rateText(read.amount)}${read.currency === NO_CURRENCY ? "" : ` ${read.currency}`}`,
      read.status,
    ]),
  );
}

const MAX_SHOWN = 44;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line;
}

function minute(at: Date): string {
  return at.toISOString().slice(0, 16).replace("T", " ");
}
