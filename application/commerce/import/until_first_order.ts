import type { SourceLine } from "../ports/order_line.ts";

type Fault = Extract<SourceLine, { readonly fault: string }>;

type Begun =
  | { readonly hasOrder: true; readonly records: AsyncIterable<SourceLine> }
  | { readonly hasOrder: false; readonly faults: readonly Fault[]; readonly ended: boolean };

/** Lines without an order among them after which a file is taken to have none. */
export const HOPELESS = 1_000;

/** Reads on until there is an order, or `most` lines are none. With an order, `records` has all lines. */
export async function untilFirstOrder(source: AsyncIterable<SourceLine>, most: number): Promise<Begun> {
  const rest = source[Symbol.asyncIterator]();
  const faults: Fault[] = [];
  while (faults.length < most) {
    const { done, value } = await rest.next();
    if (done) return { hasOrder: false, faults, ended: true };
    if ("value" in value) return { hasOrder: true, records: replayed([...faults, value], rest) };
    faults.push(value);
  }
  await rest.return?.();
  return { hasOrder: false, faults, ended: false };
}

async function* replayed(first: readonly SourceLine[], rest: AsyncIterator<SourceLine>): AsyncGenerator<SourceLine> {
  try {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    await rest.return?.();
  }
}
