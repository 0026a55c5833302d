import type { Refusal } from "../../domain/shared/result.ts";

/** Why a split is not done. */
export interface SplitRefusal extends Refusal {
  readonly code:
    /** Two settings lead to one database. */
    | "same_database"
    /** A setting leads to a database of another kind. */
    | "wrong_database"
    /** Nothing in the old database is known here. */
    | "nothing_to_move"
    /** A table or a column of the new ones can't hold what the old ones have. */
    | "does_not_fit"
    /** The old database has what no new one takes, and nobody said that this may stay behind. */
    | "would_be_left_out"
    /** A table holds rows that this split has not brought. */
    | "occupied"
    /** The databases are being filled from another old database, or in another way. */
    | "other_split"
    /** Another process splits into one of them right now. */
    | "in_progress"
    /** Nothing was ever split into them. */
    | "not_begun"
    /** Rows have come since the certificate that undoing would lose. */
    | "changed_since";
}
