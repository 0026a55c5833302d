import type { Refusal } from "../../domain/shared/result.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

export interface SplitRefusal extends Refusal {
  readonly code:
    | "same_database"
    | "wrong_database"
    | "nothing_to_move"
    | "does_not_fit"
    | "would_be_left_out"
    | "occupied"
    | "other_split"
    | "in_progress"
    | "not_begun"
    | "changed_since"
    | "time_zone_needed"
    | "cannot_make"
    | "rows_break_rules";
}

const HINTS: Partial<Record<SplitRefusal["code"], string>> = {
  would_be_left_out: "--allow-extra leaves them behind; --place TABLE=DATABASE takes a table along",
  does_not_fit: "--map FILE says what goes where; into empty databases, without --map, the old tables go as they are",
  rows_break_rules: "--map FILE can give other values; --strategy insert stores the other rows and names these",
  time_zone_needed: "--old-time-zone says whose times they are, such as --old-time-zone Asia/Seoul or UTC",
};

/** Names settings and flags, which the command reports with exit status 2. */
export class SplitRefused extends WrongSettings {
  constructor(readonly refusal: SplitRefusal) {
    super([refusalAsText(refusal)]);
  }
}

export function refusalAsText({ code, message, details = [] }: SplitRefusal): string {
  const hint = HINTS[code];
  return [
    details.length > 0 ? `${message}:` : message,
    ...details.map((detail) => `  ${detail}`),
    ...(hint === undefined ? [] : [hint]),
  ].join("\n");
}

export function refuse(code: SplitRefusal["code"], message: string, details: readonly string[] = []): never {
  throw new SplitRefused({ code, message, details });
}
