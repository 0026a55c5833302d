/** A part of a table that is copied at once: its blocks from `from` up to but without `to`, or up to the end. */
export interface BlockRange {
  readonly from: number;
  readonly to: number | null;
}

/** What is copied in one transaction, about: little to do again after a crash, much against what a transaction costs. */
const PART_BYTES = 24 * 1024 * 1024;

/**
 * Cuts a table into parts of about the same bytes. The last has no end: what was added since its size was taken is in it.
 *
 * A table that can't be asked for by block is one part.
 */
export function cutBlocks({ blocks, bytes }: { readonly blocks: number | null; readonly bytes: number }): BlockRange[] {
  const parts = blocks === null ? 1 : Math.max(1, Math.min(blocks, Math.round(bytes / PART_BYTES)));
  const borders = Array.from({ length: parts }, (_, part) => Math.floor(part * (blocks ?? 0) / parts));
  return borders.map((from, part) => ({ from, to: borders[part + 1] ?? null }));
}
