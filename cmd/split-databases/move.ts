import type { Certificate } from "../../domain/sourcing/certificate.ts";
import type { Reference, SplitDatabase } from "../../domain/sourcing/placement.ts";
import type { SplitMap } from "./map.ts";
import type { TableShape } from "./shapes.ts";

/** Rows, bytes and blocks are those of the old table. */
export interface Move extends Pick<TableShape, "rows" | "bytes" | "blocks"> {
  readonly database: SplitDatabase;
  readonly table: string;
  readonly oldTable: string;
  /** The split makes it, or has made it, as the old one is; otherwise it was there. */
  readonly made: boolean;
  readonly exists: boolean;
  /** The new table, with the rules that rows have to obey. */
  readonly to: TableShape;
  readonly columns: readonly MovedColumn[];
  /** The primary key, where both sides have the same; otherwise empty. */
  readonly key: readonly string[];
  /** The old columns that the key comes from. */
  readonly oldKey: readonly string[];
}

export interface MovedColumn {
  readonly name: string;
  /** SQL that gives it, of a row of the old table; with the new column's type. */
  readonly value: string;
  /** The old column whose values it takes, cast or not; `null` for a constant or an expression. */
  readonly source: string | null;
  readonly byText: boolean;
}

export interface SplitPlan extends Pick<Certificate, "conversions" | "leftOut" | "droppedKeys"> {
  readonly moves: readonly Move[];
  /** Tables that the old database does not have; they stay empty, or are not made. */
  readonly missing: readonly { readonly database: SplitDatabase; readonly table: string }[];
  /** References that no foreign key can enforce any more; the certificate checks them instead. */
  readonly references: readonly Reference[];
  /** Foreign keys, as "table.name", that the old database has never checked; they are made so. */
  readonly uncheckedKeys: readonly string[];
  /** Times without a zone that become times with one, and no zone was said. */
  readonly naive: readonly string[];
  readonly problems: readonly string[];
}

/** How the old tables are fitted; stored with the split, so that a later run does the same. */
export interface Fitting {
  /** `null`: tables that a new database lacks are made as the old ones are. */
  readonly map: SplitMap | null;
  readonly oldTimeZone: string | null;
  /** Where tables go that no new database has a place for. */
  readonly places: Readonly<Record<string, SplitDatabase>>;
}

export const NO_FITTING: Fitting = { map: null, oldTimeZone: null, places: {} };

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
