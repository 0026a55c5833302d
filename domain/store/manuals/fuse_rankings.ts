/** "k = 60 was fixed during a pilot investigation and not altered" (Cormack, Clarke and Büttcher, SIGIR 2009). */
const K = 60;

interface Fused<Id> {
  readonly id: Id;
  readonly score: number;
  readonly ranks: readonly (number | null)[];
}

/** Reciprocal rank fusion: Σ 1 / (60 + rank), ranks from 1. Best first; ties keep the order of earlier rankings. */
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
  return [...ranks].map(([id, given]) => ({ id, score: score(given), ranks: given })).sort((a, b) => b.score - a.score);
}
