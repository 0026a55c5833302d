import type { Digest } from "../../domain/shared/digest.ts";

export interface Found {
  readonly place: string;
  /** `null` if copies can't be looked up or removed by id. */
  readonly records: number | null;
  /** Latest expiry of copies that can't be removed individually. */
  readonly goneBy?: Date;
}

/** `erase` lists every place, also when empty. Idempotent. Throws `Outage`. */
export interface PersonalDataStore<Id extends string> {
  readonly name: string;
  erase(id: Id, at: Date): Promise<readonly Found[]>;
}

/** Erased first, so that later arrivals are refused. `erasedAt`: the first erasure since the last admission. */
export interface ErasureRegister<Id extends string> {
  readonly name: string;
  begin(id: Id, at: Date): Promise<{ readonly erasedAt: Date; readonly found: readonly Found[] }>;
}

/** Of one kind of person: the register and every other place that keeps personal data. */
export interface ErasureDeps<Id extends string> {
  readonly register: ErasureRegister<Id>;
  readonly stores: readonly PersonalDataStore<Id>[];
  readonly digestOf: Digest;
}

export interface Erasure {
  readonly erasedAt: Date;
  readonly asOf: Date;
  readonly records: number;
  readonly stores: readonly { readonly store: string; readonly found: readonly Found[] }[];
}

/**
 * Under every spelling of the id. The register is first and every erasure is idempotent: a failed call is repeated.
 * Throws `Outage`.
 */
export async function eraseEverywhere<Id extends string>(
  { register, stores }: Pick<ErasureDeps<Id>, "register" | "stores">,
  [id, ...others]: readonly [Id, ...Id[]],
  at: Date,
): Promise<Erasure> {
  const begun = await register.begin(id, at);
  const registered = [...begun.found];
  for (const other of others) registered.push(...(await register.begin(other, at)).found);
  const all = [{ store: register.name, found: byPlace(registered) }];
  for (const store of stores) {
    const found: Found[] = [];
    for (const each of [id, ...others]) found.push(...await store.erase(each, begun.erasedAt));
    all.push({ store: store.name, found: byPlace(found) });
  }
  return {
    erasedAt: begun.erasedAt,
    asOf: at,
    records: countRecords(all.flatMap(({ found }) => found)),
    stores: all,
  };
}

/** Without those that can't be counted. */
export function countRecords(found: readonly Found[]): number {
  return found.reduce((sum, { records }) => sum + (records ?? 0), 0);
}

/** Sums what was found under several spellings; `null` stays. */
function byPlace(found: readonly Found[]): Found[] {
  const places = new Map<string, Found>();
  for (const each of found) {
    const known = places.get(each.place);
    if (known === undefined || each.records === null) places.set(each.place, each);
    else places.set(each.place, { ...known, records: known.records === null ? null : known.records + each.records });
  }
  return [...places.values()];
}
