import type { SplitPlan } from "./plan.ts";
import type { SplitRefusal } from "./refusal.ts";
import type { Strategy } from "./sql/record.ts";

export function judgePlan(
  { moves, leftOut, naive, problems }: SplitPlan,
  { allowExtra, strategy = "restore" }: { readonly allowExtra: boolean; readonly strategy?: Strategy },
): SplitRefusal | null {
  const keyless = strategy === "insert" ? moves.filter(({ key }) => key.length === 0) : [];
  if (keyless.length > 0) {
    const message = "Cannot insert: tables without a primary key on both sides can't be read page by page";
    return { code: "does_not_fit", message, details: keyless.map(({ table }) => table) };
  }
  if (problems.length > 0) {
    return { code: "does_not_fit", message: "Cannot split: the new tables can't hold the old rows", details: problems };
  }
  if (naive.length > 0) {
    const message = "Cannot split: these times have no zone in the old database, and the new columns have one";
    return { code: "time_zone_needed", message, details: naive };
  }
  if (moves.length === 0) {
    return { code: "nothing_to_move", message: "Cannot split: the old database has none of the tables" };
  }
  const unasked = leftOut.filter(({ ignored }) => !ignored);
  if (unasked.length === 0 || allowExtra) return null;
  const details = unasked.map(({ kind, name }) => `${kind} ${name}`);
  return { code: "would_be_left_out", message: "Cannot split: no new database takes all of the old one", details };
}
