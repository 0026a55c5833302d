export interface SequenceMoment {
  /** Since the beginning of the sequence. */
  readonly seconds: number;
  /** dBm, by beacon. */
  readonly levels: ReadonlyMap<string, number>;
}

/** What one device received, without a longer pause; not empty, oldest first. */
export interface ReadingSequence {
  readonly startedAt: Date;
  readonly moments: readonly SequenceMoment[];
}

/** Bounds the memory of a pass. */
const LONGEST = 200;
const BLOCKS = 10;
/** Of the blocks of time every fifth is held back: the parts are alike in the time of day. */
const HELD_BACK_EVERY = 5;

/** @param moments of one device, oldest first */
export function sequencesOf(
  moments: readonly { readonly at: Date; readonly levels: ReadonlyMap<string, number> }[],
  pauseSeconds: number,
): ReadingSequence[] {
  const sequences: { startedAt: Date; moments: SequenceMoment[] }[] = [];
  let before = -Infinity;
  for (const { at, levels } of moments) {
    const last = sequences.at(-1);
    const isNew = !last || (at.getTime() - before) / 1_000 > pauseSeconds || last.moments.length >= LONGEST;
    if (isNew) sequences.push({ startedAt: at, moments: [{ seconds: 0, levels }] });
    else last.moments.push({ seconds: (at.getTime() - last.startedAt.getTime()) / 1_000, levels });
    before = at.getTime();
  }
  return sequences;
}

export function countMoments(sequences: readonly ReadingSequence[]): number {
  return sequences.reduce((sum, { moments }) => sum + moments.length, 0);
}

/** At most about `most` moments, evenly from all of the time. */
export function thinned(sequences: readonly ReadingSequence[], most: number): readonly ReadingSequence[] {
  const every = Math.ceil(countMoments(sequences) / most);
  return every <= 1 ? sequences : sequences.filter((_, nth) => nth % every === 0);
}

/** Parts of time of about equal size; a sequence is in the block of its middle moment. */
export function splitByTime(
  sequences: readonly ReadingSequence[],
): { readonly learned: readonly ReadingSequence[]; readonly heldBack: readonly ReadingSequence[] } {
  const pieces = shortened(sequences.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime()));
  const all = countMoments(pieces);
  let before = 0;
  const learned: ReadingSequence[] = [];
  const heldBack: ReadingSequence[] = [];
  for (const piece of pieces) {
    const block = Math.floor((before + piece.moments.length / 2) / all * BLOCKS);
    (block % HELD_BACK_EVERY === HELD_BACK_EVERY - 1 ? heldBack : learned).push(piece);
    before += piece.moments.length;
  }
  return { learned, heldBack };
}

/** So that a long sequence can be in several blocks. */
function shortened(sequences: readonly ReadingSequence[]): ReadingSequence[] {
  const most = Math.max(20, Math.ceil(countMoments(sequences) / BLOCKS / 2));
  return sequences.flatMap(({ startedAt, moments }) =>
    Array.from({ length: Math.ceil(moments.length / most) }, (_, nth) => {
      const part = moments.slice(nth * most, (nth + 1) * most);
      const from = part[0]!.seconds;
      return {
        startedAt: new Date(startedAt.getTime() + from * 1_000),
        moments: part.map(({ seconds, levels }) => ({ seconds: seconds - from, levels })),
      };
    })
  );
}
