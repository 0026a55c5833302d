import type { OrderDeltas } from "./ports/order_deltas.ts";

/** As many as are applied in one transaction. */
const MANY = 20;
const ROUNDS_AT_MOST = 4;

/**
 * Whether order deltas are to be applied now, asked once a round with how many there are: when they are many, when no more
 * have come since the round before, or when some have waited for a few rounds.
 *
 * Every delta names the same best sellers. Applied in small lots while more come, each lot writes nearly all of them again.
 */
export function flushPolicy(): (deltas: number) => boolean {
  let [before, rounds] = [0, 0];
  return (deltas) => {
    rounds = deltas === 0 ? 0 : rounds + 1;
    const isTime = deltas > 0 && (deltas >= MANY || deltas === before || rounds === ROUNDS_AT_MOST);
    [before, rounds] = isTime ? [0, 0] : [deltas, rounds];
    return isTime;
  };
}

/**
 * One round: applies to the totals what stored orders add, if the policy says so, until none is left or another process
 * applies them. Ends between two transactions when the signal aborts. Throws `Outage`.
 */
export async function applyOrderDeltas(
  { deltas, isTime }: { readonly deltas: OrderDeltas; readonly isTime: ReturnType<typeof flushPolicy> },
  signal: AbortSignal,
): Promise<void> {
  if (!isTime(await deltas.waiting())) return;
  while (await deltas.add() && !signal.aborted);
}
