import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";

/** Faults that the message spells out; `details` has all of them. */
const SPELT_OUT = 3;

/**
 * Turns drafts into values, all or none: a caller who gets half of a list accepted could not tell which half.
 *
 * Each fault is told with the draft's place in the list, from 0, in front. One id given twice is a fault too: the second
 * would be lost silently, as the first is known by its id already.
 */
export function parseDrafts<T>(
  drafts: readonly unknown[],
  parse: (draft: unknown) => Result<T, InvalidInput>,
  { what, idOf }: { readonly what: string; readonly idOf: (value: T) => string },
): Result<T[], InvalidInput> {
  const values: T[] = [];
  const details: string[] = [];
  const placeOf = new Map<string, number>();
  for (const [index, draft] of drafts.entries()) {
    const parsed = parse(draft);
    if (!parsed.ok) {
      details.push(...parsed.refusal.details.map((detail) => `${index}.${detail}`));
      continue;
    }
    const id = idOf(parsed.value);
    const first = placeOf.get(id);
    if (first !== undefined) details.push(`${index}.id: ${id} is that of ${first} already`);
    placeOf.set(id, index);
    values.push(parsed.value);
  }
  if (details.length === 0) return accepted(values);
  const rest = details.length > SPELT_OUT ? `; and ${details.length - SPELT_OUT} more` : "";
  return refused({
    code: "invalid_input",
    message: `Cannot read the ${what}: ${details.slice(0, SPELT_OUT).join("; ")}${rest}`,
    details,
  });
}
