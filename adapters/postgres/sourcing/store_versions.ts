import type { DatabaseName } from "../../../application/sourcing/one_database.ts";
import type { Scope } from "./database.ts";

interface ReadVersion {
  readonly externalId: string;
  readonly updatedAt: Date | null;
  readonly payload: unknown;
  readonly hash: string;
}

interface StoredVersions {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rows: readonly { readonly id: string; readonly externalId: string; readonly version: number }[];
}

/** In the caller's transaction; skips unchanged and older contents. Of several of one id the last counts. */
export async function storeVersions<D extends DatabaseName>(
  scope: Scope<D>,
  table: string,
  accountId: string,
  read: readonly ReadVersion[],
  columns: Readonly<Record<string, string>> = {},
): Promise<StoredVersions> {
  const latest = [...new Map(read.map((each) => [each.externalId, each])).values()];
  if (latest.length === 0) return { added: 0, changed: 0, unchanged: 0, rows: [] };
  const ids = latest.map(({ externalId }) => externalId).toSorted();
  // Ordered, against deadlocks.
  const current = await scope`
    select external_id, version, content_hash, source_updated_at from ${scope(table)}
    where account_id = ${accountId} and is_current and external_id in ${scope(ids)} order by external_id for update`;
  const known = new Map(current.map((row) => [row.external_id as string, row]));
  const fresh = latest.filter(({ externalId, hash, updatedAt }) => {
    const there = known.get(externalId);
    if (!there) return true;
    const isOlder = updatedAt !== null && there.source_updated_at !== null && updatedAt < there.source_updated_at;
    return there.content_hash !== hash && !isOlder;
  });
  const replaced = fresh.map(({ externalId }) => externalId).filter((id) => known.has(id));
  if (replaced.length > 0) {
    await scope`
      update ${scope(table)} set is_current = false
      where account_id = ${accountId} and is_current and external_id in ${scope(replaced)}`;
  }
  const rows = fresh.length === 0 ? [] : await insertRows(scope, table, accountId, fresh, known, columns);
  return {
    added: fresh.length - replaced.length,
    changed: replaced.length,
    unchanged: read.length - fresh.length,
    rows: rows.map(({ id, external_id, version }) => ({ id, externalId: external_id, version })),
  };
}

async function insertRows<D extends DatabaseName>(
  scope: Scope<D>,
  table: string,
  accountId: string,
  fresh: readonly ReadVersion[],
  known: ReadonlyMap<string, { readonly version?: number }>,
  columns: Readonly<Record<string, string>>,
) {
  const rows = fresh.map(({ externalId, updatedAt, payload, hash }) => ({
    external_id: externalId,
    version: (known.get(externalId)?.version ?? 0) + 1,
    payload,
    content_hash: hash,
    source_updated_at: updatedAt,
    ...columns,
  }));
  const names = Object.keys(columns);
  const more = scope.unsafe(names.map((name) => `, ${name}`).join(""));
  const types = scope.unsafe(names.map((name) => `, ${name} uuid`).join(""));
  return await scope`
    insert into ${scope(table)} (account_id, external_id, version, payload, content_hash, source_updated_at${more})
    select ${accountId}, external_id, version, payload, content_hash, source_updated_at${more}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(external_id text, version int, payload jsonb,
      content_hash text, source_updated_at timestamptz${types})
    returning id, external_id, version`;
}
