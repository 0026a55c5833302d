import type { Format, ManualId } from "../../../domain/store/manuals/manual.ts";
import type { ManualFilter, Vectors, VersionSummary } from "../../../application/store/ports/manuals.ts";
import type { SqlScope } from "../core/connect.ts";
import { vectorText } from "../core/vector_text.ts";

/** Of a version, `v`, without its text. */
export const VERSION_COLUMNS =
  `v.manual_id, v.version, v.title, v.kind, v.stores, v.format, v.valid_from, v.valid_until,
  v.withdrawn, v.chunk_count, v.loaded_at`;

export interface VersionRow {
  readonly version_id: number;
  readonly manual_id: string;
  readonly version: number;
  readonly title: string;
  readonly kind: string;
  readonly stores: string[];
  readonly format: string;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly withdrawn: boolean;
  readonly chunk_count: number;
  readonly loaded_at: Date;
}

export function summaryFromRow(row: VersionRow): VersionSummary {
  return {
    manualId: row.manual_id as ManualId,
    version: row.version,
    title: row.title,
    kind: row.kind,
    stores: row.stores,
    format: row.format as Format,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    withdrawn: row.withdrawn,
    passages: row.chunk_count,
    loadedAt: row.loaded_at,
  };
}

/** A condition on a version, `v`. */
export function leftBy(sql: SqlScope, { on, kind, store }: ManualFilter) {
  return sql`
    v.valid_from <= ${on}::text::date and (v.valid_until is null or v.valid_until > ${on}::text::date) and not v.withdrawn
    ${kind === null ? sql`` : sql`and v.kind = ${kind}`}
    ${store === null ? sql`` : sql`and (v.stores = '{}' or ${store} = any (v.stores))`}`;
}

export async function insertVectors(sql: SqlScope, { space, byHash }: Vectors): Promise<void> {
  // Ordered, against deadlocks.
  const hashes = [...byHash.keys()].sort();
  if (hashes.length === 0) return;
  const vectors = hashes.map((hash) => vectorText(byHash.get(hash)!));
  await sql`
    insert into manual_embeddings (content_hash, embedding_space, embedding)
    select c.content_hash, ${space}, given.vector::vector
    from unnest(${hashes}::text[], ${vectors}::text[]) with ordinality as given (hash, vector, nth)
    join manual_contents c on c.content_hash = decode(given.hash, 'hex')
    order by given.nth
    on conflict do nothing`;
}
