import type { ErasureDigests } from "../../system/erasure_digests.ts";
import type { SqlScope } from "./connect.ts";
import { noteKey, requireSameKey } from "./erasure_key.ts";

/** Which kinds of digest a register holds: ids are looked up by no other kind. */
export interface Kinds {
  readonly keyed: boolean;
  readonly bare: boolean;
}

/** A register of erased ids, in a table with `keyed` and `erased_at` beside the digest. */
export class ErasedDigests<Id extends string> {
  constructor(
    private readonly digests: ErasureDigests,
    private readonly register: { readonly table: string; readonly column: string },
  ) {}

  async kinds(sql: SqlScope): Promise<Kinds> {
    const table = sql(this.register.table);
    const [row] = await sql<(Kinds & { fingerprint: string | null })[]>`
      select exists (select from ${table} where keyed) as keyed,
        exists (select from ${table} where not keyed) as bare,
        (select encode(fingerprint, 'hex') from erasure_key) as fingerprint`;
    const { fingerprint, ...kinds } = row!;
    requireSameKey(this.digests, fingerprint);
    return kinds;
  }

  /** Those that are registered, each with the time of its erasure. */
  async amongst(sql: SqlScope, ids: Iterable<Id>, { keyed, bare }: Kinds): Promise<ReadonlyMap<Id, Date>> {
    const asked = new Map<string, Id>();
    for (const id of keyed || bare ? new Set(ids) : []) {
      const under = keyed ? this.digests.keyed(id) : null;
      if (under) asked.set(under.toString("hex"), id);
      if (bare) asked.set(this.digests.bare(id).toString("hex"), id);
    }
    if (asked.size === 0) return new Map();
    const { table, column } = this.register;
    const rows = await sql<{ digest: string; erased_at: Date }[]>`
      select encode(${sql(column)}, 'hex') as digest, erased_at from ${sql(table)}
      where ${sql(column)} in (select digest from ${decoded(sql, [...asked.keys()])})`;
    return new Map(rows.map(({ digest, erased_at }) => [asked.get(digest)!, erased_at]));
  }

  /** Returns when the first of the ids was erased first. @param ids not empty */
  async add(sql: SqlScope, ids: readonly Id[], at: Date): Promise<Date> {
    await noteKey(sql, this.digests);
    const { table, column } = this.register;
    const own = ids.map((id) => this.digests.of(id).toString("hex"));
    const bare = ids.map((id) => this.digests.bare(id).toString("hex"));
    await sql`
      insert into ${sql(table)} (${sql(column)}, keyed, erased_at)
      select digest, ${this.digests.isKeyed}::boolean, ${at}::timestamptz from ${decoded(sql, own)}
      on conflict (${sql(column)}) do nothing`;
    const [row] = await sql<{ at: Date }[]>`
      select min(erased_at) as at from ${sql(table)}
      where ${sql(column)} in (select digest from ${decoded(sql, [...own, ...bare])})`;
    return row!.at;
  }
}

/** A table of them. @param digests hexadecimal */
function decoded(sql: SqlScope, digests: readonly string[]) {
  return sql`(
    select decode(digest, 'hex') as digest
    from json_array_elements_text(${JSON.stringify(digests)}::text::json) as given(digest)
  ) as decoded`;
}
