/** As many as are added at once. */
const MANY = 20;
const ROUNDS_AT_MOST = 4;

/**
 * Whether notes of what orders add to the totals are to be added now, asked once a round with how many there are: when they
 * are many, when no more have come since the round before, or when some have waited for a few rounds.
 *
 * Every note names the same best sellers. Added in small lots while more come, each lot writes nearly all of them anew.
 */
export function flushPolicy(): (notes: number) => boolean {
  let [before, rounds] = [0, 0];
  return (notes) => {
    rounds = notes === 0 ? 0 : rounds + 1;
    const isTime = notes > 0 && (notes >= MANY || notes === before || rounds === ROUNDS_AT_MOST);
    [before, rounds] = isTime ? [0, 0] : [notes, rounds];
    return isTime;
  };
}
