import { type Field, FIELDS, headerKey, type Profile } from "../profiles/profile.ts";
import { PROFILES } from "../profiles/profiles.ts";

/** Columns of each field, in the order of the profile's names. */
export type Columns = Readonly<Record<Field, readonly number[]>>;

export interface Recognised {
  readonly profile: Profile;
  readonly columns: Columns;
}

/** The first profile whose needed fields the header has. */
export function recognise(header: readonly string[], profiles: readonly Profile[] = PROFILES): Recognised | null {
  const positions = positionsOf(header);
  for (const profile of profiles) {
    const columns = columnsOf(profile, positions);
    const has = (field: Field) => columns[field].length > 0;
    if (profile.needs.every((need) => typeof need === "string" ? has(need) : need.some(has))) {
      return { profile, columns };
    }
  }
  return null;
}

/** A column that counts and is there twice: which one is meant? `null` without one. */
export function repeatedColumn(header: readonly string[], columns: Columns): string | null {
  const keys = header.map(headerKey);
  const used = FIELDS.flatMap((field) => columns[field]);
  return header.find((_, index) => {
    const first = keys.indexOf(keys[index]!);
    return first !== index && (used.includes(first) || used.includes(index));
  }) ?? null;
}

function columnsOf(profile: Profile, positions: ReadonlyMap<string, number>): Columns {
  return Object.fromEntries(FIELDS.map((field) => [
    field,
    [...new Set((profile.columns[field] ?? []).flatMap((name) => positions.get(headerKey(name)) ?? []))],
  ])) as unknown as Columns;
}

function positionsOf(header: readonly string[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  header.forEach((name, index) => {
    const key = headerKey(name);
    if (key !== "" && !positions.has(key)) positions.set(key, index);
  });
  return positions;
}
