interface RateStep {
  readonly rate: number;
  readonly p99: number | null;
}

export interface HighestRate {
  /** 0 if not even the first rate held. */
  readonly rate: number;
  readonly p99: number | null;
  readonly steps: readonly RateStep[];
}

interface SearchOptions {
  readonly from: number;
  readonly limitMs: number;
  readonly halvings: number;
}

/** Beyond this the client, not the API, is measured. */
const HIGHEST = 100_000;

/** Doubled until it fails, then bisected. Only two failures in a row count: other load may cause one. */
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
