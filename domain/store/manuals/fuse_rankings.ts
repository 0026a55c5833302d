/** "k = 60 was fixed during a pilot investigation and not altered" (Cormack, Clarke and Büttcher, SIGIR 2009). */
const K = 60;

interface Fused<Id> {
  readonly id: Id;
  /** Σ 1 / (60 + rank) over the rankings that have it, ranks from 1. */
  readonly score: number;
  /** Its rank in each of the given rankings; `null` where it is not. */
  readonly ranks: readonly (number | null)[];
}

/**
 * Reciprocal rank fusion: one ranking from several whose scores can't be compared. Best first; of equal scores the one
 * that an earlier ranking has higher.
 */
export function fuseRankings<Id>(rankings: readonly (readonly Id[])[]): Fused<Id>[] {
  const ranks = new Map<Id, (number | null)[]>();
  for (const [nth, ranking] of rankings.entries()) {
    for (const [index, id] of ranking.entries()) {
      if (!ranks.has(id)) ranks.set(id, rankings.map(() => null));
      ranks.get(id)![nth] ??= index + 1;
    }
  }
  const score = (given: readonly (number | null)[]) =>
    given.reduce<number>((sum, rank) => sum + (rank ? 1 / (K + rank) : 0), 0);
  // The order of entry decides between equals, as sorting is stable.
  return [...ranks].map(([id, given]) => ({ id, score: score(given), ranks: given })).sort((a, b) => b.score - a.score);
}
