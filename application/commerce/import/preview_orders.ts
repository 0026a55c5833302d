import type { SoldLine } from "../ports/import.ts";
import type { OrderLine, SourceLine } from "../ports/order_line.ts";
import { type Rates, soldLine } from "./sold_line.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { MadeBefore } from "./made_before.ts";
import { type Reason, RejectReasons } from "./reject_reasons.ts";

/** What an import would make of a file. Nothing is stored. */
export interface Preview {
  readonly lines: number;
  readonly orders: number;
  readonly rejected: number;
  /** Lines that take others back. */
  readonly cancellations: number;
  /** In won; `null` where a currency has no rate. */
  readonly amount: number | null;
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
  const made = new MadeBefore();
  let [lines, orders, rejected, cancellations, amount] = [0, 0, 0, 0, 0];
  let last = 0;
  let isInWon = true;
  let from: Date | null = null;
  let to: Date | null = null;
  for await (const record of records) {
    signal.throwIfAborted();
    // What takes an order back comes of a line that has been read.
    if (record.line > last) {
      last = record.line;
      if (++lines % 1_000 === 0) onProgress(lines);
    }
    if ("fault" in record) {
      rejected++;
      await reasons.add({ line: record.line, reason: record.fault, raw: record.raw });
      continue;
    }
    const read = record.value;
    const hasRate = rates.has(read.currency);
    const sold = hasRate ? soldLine(read, { rates, digest, nthOf: () => 1, run: null, made }) : null;
    if (sold && !sold.ok) {
      rejected++;
      await reasons.add({ line: record.line, reason: sold.refusal.details.join("; "), raw: record.raw });
      continue;
    }
    orders++;
    if (read.quantity < 0) cancellations++;
    if (sold) amount += sold.value.order.totalAmount;
    else isInWon = false;
    if (from === null || read.at < from) from = read.at;
    if (to === null || read.at > to) to = read.at;
    if (samples.length < SAMPLES) samples.push({ line: record.line, read, sold: sold?.value ?? null });
  }
  const { common } = reasons;
  const counts = { lines, orders, rejected, cancellations, amount: isInWon ? amount : null };
  return { ...counts, from, to, reasons: common, samples };
}

/** As JSON: the orders as they would be stored. */
export function previewAsJson({ samples, ...counts }: Preview) {
  const orders = samples.map(({ line, read, sold }) => ({
    line,
    ...(sold?.order ?? { orderId: null, quantity: read.quantity }),
    productName: read.name,
  }));
  return { ...counts, samples: orders };
}
