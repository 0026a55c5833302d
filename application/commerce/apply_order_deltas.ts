import type { OrderDeltas } from "./ports/stream.ts";

const MANY = 20;
const ROUNDS_AT_MOST = 4;

/** Called once per round. All deltas change the same best sellers: small batches would rewrite those rows. */
export function flushPolicy(): (deltas: number) => boolean {
  let before = 0;
  let rounds = 0;
  return (deltas) => {
    rounds = deltas === 0 ? 0 : rounds + 1;
    const isTime = deltas > 0 && (deltas >= MANY || deltas === before || rounds === ROUNDS_AT_MOST);
    [before, rounds] = isTime ? [0, 0] : [deltas, rounds];
    return isTime;
  };
}

/** Until none is left or another process applies them. Throws `Outage`. */
export async function applyOrderDeltas(
  { deltas, isTime }: { readonly deltas: OrderDeltas; readonly isTime: ReturnType<typeof flushPolicy> },
  signal: AbortSignal,
): Promise<void> {
  if (!isTime(await deltas.pending())) return;
  while (await deltas.add() && !signal.aborted);
}
