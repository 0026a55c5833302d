import { closest, distance } from "fastest-levenshtein";

/** Two letters swapped are two edits. */
const MOST_EDITS = 2;

/** The known name that a mistyped or shortened one was meant to be; `null` where none is near. */
export function nearestName(typed: string, known: readonly string[]): string | null {
  const longer = known.filter((name) => typed.length > 1 && name.startsWith(typed));
  if (longer.length > 0) return longer[0]!;
  if (known.length === 0) return null;
  const nearest = closest(typed.toLowerCase(), known);
  const edits = distance(typed.toLowerCase(), nearest);
  return edits <= MOST_EDITS && edits <= typed.length / 2 ? nearest : null;
}

/** As the end of a sentence that refuses the name. */
export function suggestion(typed: string, known: readonly string[], prefix = ""): string {
  const nearest = nearestName(typed, known);
  return nearest === null ? "" : ` (did you mean ${prefix}${nearest}?)`;
}
