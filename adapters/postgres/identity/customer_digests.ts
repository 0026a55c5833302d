import type { ErasureDigests } from "../../system/erasure_digests.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { noteKey } from "../core/erasure_key.ts";
import { transaction } from "../core/map_errors.ts";

/**
 * Digests under which a customer may be registered as erased, as PostgreSQL reads `bytea`: of either form of the id, with
 * the key, and without it as earlier versions wrote them.
 */
export function digestsOfCustomer(digests: ErasureDigests, id: string): string[] {
  const spellings = new Set([id, id.normalize("NFC"), id.normalize("NFD")]);
  return [...spellings].flatMap((spelling) => {
    const forms = [digests.keyed(spelling), digests.bare(spelling)];
    return forms.flatMap((form) => form ? [`\\x${form.toString("hex")}`] : []);
  });
}

/** Gives the digests of earlier versions the key; returns their number. Throws `Outage`. */
export function keyErasedCustomers(sql: Sql, digests: ErasureDigests): Promise<number> {
  if (!digests.isKeyed) return Promise.resolve(0);
  return transaction(sql, async (sql) => {
    await sql`lock table erased_customers in share row exclusive mode`;
    const rows = await sql<
      { digest: Uint8Array }[]
    >`select customer_digest as digest from erased_customers where not keyed`;
    if (rows.length === 0) return 0;
    await noteKey(sql, digests);
    const pairs = rows.map(({ digest }) => ({
      bare: `\\x${digest.toHex()}`,
      keyed: `\\x${digests.keyedOf(digest)!.toString("hex")}`,
    }));
    await replaceDigests(sql, pairs);
    return rows.length;
  });
}

/** Where the keyed one is there already, somebody was erased twice: both must have been admitted again. */
async function replaceDigests(sql: SqlScope, pairs: readonly { readonly bare: string; readonly keyed: string }[]) {
  await sql`
    with pairs as (
      select * from json_to_recordset(${JSON.stringify(pairs)}::text::json) as p(bare bytea, keyed bytea)
    ), removed as (
      delete from erased_customers using pairs where customer_digest = bare
      returning pairs.keyed, erased_at, readmitted_at
    )
    insert into erased_customers as known (customer_digest, keyed, erased_at, readmitted_at)
    select keyed, true, erased_at, readmitted_at from removed
    on conflict (customer_digest) do update set erased_at = least(known.erased_at, excluded.erased_at),
      readmitted_at = case when known.readmitted_at is null or excluded.readmitted_at is null then null
        else greatest(known.readmitted_at, excluded.readmitted_at) end`;
}
