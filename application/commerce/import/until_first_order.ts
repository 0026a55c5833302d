import { replayed } from "../../shared/iterators.ts";
import type { RejectedLines } from "../ports/import.ts";
import type { SourceLine } from "../ports/order_line.ts";

type Fault = Extract<SourceLine, { readonly fault: string }>;

export interface NoOrder {
  readonly hasOrder: false;
  readonly rejected: number;
  /** Whether these are all lines. */
  readonly ended: boolean;
}

type Begun = { readonly hasOrder: true; readonly records: AsyncIterable<SourceLine> } | NoOrder;

/** Lines without an order among them after which a file is taken to have none. */
const HOPELESS = 1_000;

/** Reads on until there is an order: `records` has all lines then. Where there is none, the lines read are rejected. */
export async function untilFirstOrder(source: AsyncIterable<SourceLine>, rejects: RejectedLines): Promise<Begun> {
  const rest = source[Symbol.asyncIterator]();
  const faults: Fault[] = [];
  let ended = false;
  while (!ended && faults.length < HOPELESS) {
    const { done, value } = await rest.next();
    if (done) ended = true;
    else if ("value" in value) return { hasOrder: true, records: replayed([...faults, value], rest) };
    else faults.push(value);
  }
  if (!ended) await rest.return?.();
  for (const { line, raw, fault } of faults) await rejects.add({ line, reason: fault, raw });
  return { hasOrder: false, rejected: faults.length, ended };
}
