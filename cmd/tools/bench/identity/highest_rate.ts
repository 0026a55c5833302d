/** One try at a rate. */
interface RateStep {
  readonly rate: number;
  /** Milliseconds; `null`: calls piled up. */
  readonly p99: number | null;
}

export interface HighestRate {
  /** 0 when not even the first one held. */
  readonly rate: number;
  readonly p99: number | null;
  /** In the order in which they were tried. */
  readonly steps: readonly RateStep[];
}

interface SearchOptions {
  readonly from: number;
  readonly limitMs: number;
  /** Halvings after the first rate that does not hold. */
  readonly halvings: number;
}

/** Beyond this it is not the API that is measured. */
const HIGHEST = 100_000;

/**
 * The highest rate at which p99 stays under the limit: doubled until it does not, then halved in between. A rate has
 * failed when it fails twice in a row: something else on the machine may have been the cause once.
 */
export async function highestRate(
  p99At: (rate: number) => Promise<number | null>,
  { from, limitMs, halvings }: SearchOptions,
): Promise<HighestRate> {
  const steps: RateStep[] = [];
  const holds = async (rate: number): Promise<boolean> => {
    for (let tries = 0; tries < 2; tries++) {
      const p99 = await p99At(rate);
      steps.push({ rate, p99 });
      if (p99 !== null && p99 < limitMs) return true;
    }
    return false;
  };
  let low = 0;
  let high = from;
  while (high <= HIGHEST && await holds(high)) [low, high] = [high, high * 2];
  for (let nth = 0; nth < halvings && high <= HIGHEST; nth++) {
    const middle = Math.round((low + high) / 2);
    if (await holds(middle)) low = middle;
    else high = middle;
  }
  return { rate: low, p99: steps.findLast(({ rate }) => rate === low)?.p99 ?? null, steps };
}
