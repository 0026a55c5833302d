import type { OrderDeltas } from "./ports/stream.ts";

const MANY = 20;
const ROUNDS_AT_MOST = 4;

/**
 * Called once per round: true for many deltas, for none added since the last round, or when some have waited a few
 * rounds. All deltas change the same best sellers, so small batches would write those rows again and again.
 */
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

/**
 * Applies the deltas, if the policy says so, until none is left or another process applies them. Stops between two
 * transactions when aborted. Throws `Outage`.
 */
export async function applyOrderDeltas(
  { deltas, isTime }: { readonly deltas: OrderDeltas; readonly isTime: ReturnType<typeof flushPolicy> },
  signal: AbortSignal,
): Promise<void> {
  if (!isTime(await deltas.pending())) return;
  while (await deltas.add() && !signal.aborted);
}
