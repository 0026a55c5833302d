import type { SoldLine } from "../../application/commerce/ports/import.ts";
import type { OrderLine, SourceLine } from "../../application/commerce/ports/order_line.ts";
import { type Rates, soldLine } from "../../application/commerce/import/sold_line.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { type Reason, RejectReasons } from "./reject_reasons.ts";

/** What an import would make of a file. Nothing is stored. */
export interface Preview {
  readonly lines: number;
  readonly orders: number;
  readonly rejected: number;
  /** Lines that take others back. */
  readonly cancellations: number;
  /** In won. */
  readonly amount: number;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly reasons: readonly Reason[];
  /** The first. */
  readonly samples: readonly Sample[];
}

export interface Sample {
  /** In the file. */
  readonly line: number;
  readonly read: OrderLine;
  /** `null` without a rate. */
  readonly sold: SoldLine | null;
}

interface PreviewOptions {
  readonly rates: Rates;
  readonly digest: Digest;
  readonly signal: AbortSignal;
  readonly onProgress: (lines: number) => void;
}

const SAMPLES = 5;

export async function previewOrders(
  records: AsyncIterable<SourceLine>,
  { rates, digest, signal, onProgress }: PreviewOptions,
): Promise<Preview> {
  const reasons = new RejectReasons(null);
  const samples: Sample[] = [];
  let [lines, orders, cancellations, amount] = [0, 0, 0, 0];
  let from: Date | null = null;
  let to: Date | null = null;
  for await (const record of records) {
    signal.throwIfAborted();
    if (++lines % 1_000 === 0) onProgress(lines);
    if ("fault" in record) {
      await reasons.add({ line: record.line, reason: record.fault, raw: record.raw });
      continue;
    }
    const read = record.value;
    const hasRate = rates.has(read.currency);
    const sold = hasRate ? soldLine(read, { rates, digest, nthOf: () => 1, run: null }) : null;
    if (sold && !sold.ok) {
      await reasons.add({ line: record.line, reason: sold.refusal.details.join("; "), raw: record.raw });
      continue;
    }
    orders++;
    if (read.quantity < 0) cancellations++;
    amount += sold?.value.order.totalAmount ?? 0;
    if (from === null || read.at < from) from = read.at;
    if (to === null || read.at > to) to = read.at;
    if (samples.length < SAMPLES) samples.push({ line: record.line, read, sold: sold?.value ?? null });
  }
  const { common } = reasons;
  return { lines, orders, rejected: lines - orders, cancellations, amount, from, to, reasons: common, samples };
}
