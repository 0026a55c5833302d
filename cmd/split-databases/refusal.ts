import type { Refusal } from "../../domain/shared/result.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

/** Why a split is not done. */
export interface SplitRefusal extends Refusal {
  readonly code:
    /** Two settings lead to one database. */
    | "same_database"
    /** A setting leads to a database of another kind. */
    | "wrong_database"
    /** The old database has none of the tables. */
    | "nothing_to_move"
    /** A table or a column of the new ones can't hold what the old ones have. */
    | "does_not_fit"
    /** No new database takes all of the old one, and `--allow-extra` was not given. */
    | "would_be_left_out"
    /** A table holds rows that this split has not copied. */
    | "occupied"
    /** The databases are being filled from another old database, or by another strategy. */
    | "other_split"
    /** Another process splits into one of them right now. */
    | "in_progress"
    /** Nothing was ever split into them. */
    | "not_begun"
    /** Rolling back would lose rows written since the certificate. */
    | "changed_since";
}

/** Names settings and flags, for whoever called the command: exit status 2. */
export class SplitRefused extends WrongSettings {
  constructor(readonly refusal: SplitRefusal) {
    super([refusalAsText(refusal)]);
  }
}

export function refusalAsText({ code, message, details = [] }: SplitRefusal): string {
  const hint = code === "would_be_left_out" ? ["--allow-extra leaves them behind"] : [];
  return [details.length > 0 ? `${message}:` : message, ...details.map((detail) => `  ${detail}`), ...hint].join("\n");
}

export function refuse(code: SplitRefusal["code"], message: string, details: readonly string[] = []): never {
  throw new SplitRefused({ code, message, details });
}
