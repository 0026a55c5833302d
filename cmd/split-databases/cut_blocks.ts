import type { Move } from "./plan.ts";

/** Blocks from `from` up to but without `to`, or up to the end. */
export interface BlockRange {
  readonly from: number;
  readonly to: number | null;
}

/** What is copied in one transaction, about: little to repeat after a crash, much against what a transaction costs. */
const PART_BYTES = 24 * 1024 * 1024;

/** One part where rows can't be selected by block. The last has no end: it includes what was added since. */
export function cutBlocks({ blocks, bytes }: Pick<Move, "blocks" | "bytes">): BlockRange[] {
  const parts = blocks === null ? 1 : Math.max(1, Math.min(blocks, Math.round(bytes / PART_BYTES)));
  const borders = Array.from({ length: parts }, (_, part) => Math.floor(part * (blocks ?? 0) / parts));
  return borders.map((from, part) => ({ from, to: borders[part + 1] ?? null }));
}
