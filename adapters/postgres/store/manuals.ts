import type {
  AddOutcome,
  HashedPassage,
  ManualFilter,
  Manuals,
  NewVersion,
  StoredVersion,
  Vectors,
  VersionSummary,
} from "../../../application/store/ports/manuals.ts";
import { validUntil, versionOn } from "../../../domain/store/manuals/holding.ts";
import type { ManualId } from "../../../domain/store/manuals/manual.ts";
import { searchTerms } from "../../../domain/store/manuals/search_terms.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { LOCKS } from "../core/lock_numbers.ts";
import { insertVectors, leftBy, summaryFromRow, VERSION_COLUMNS, type VersionRow } from "./manual_rows.ts";
import { mapPostgresErrors, Rollback, transaction } from "../core/map_errors.ts";

/** Passages of one transaction; on a slow machine an embedded database indexes some thirty a second. */
const AHEAD = 50;

export class PostgresManuals implements Manuals {
  constructor(private readonly sql: Sql) {}

  async add(version: NewVersion, vectors: Vectors, at: Date): Promise<AddOutcome> {
    await this.#storeAhead(version.passages, vectors);
    return await transaction(this.sql, (sql) => add(sql, version, vectors, at));
  }

  /**
   * Indexing a vector takes long, and an embedded database does one transaction at a time: what a large manual has is
   * stored in small ones, found by nobody until its version is. One that is interrupted finds it there the next time.
   */
  async #storeAhead(passages: readonly HashedPassage[], { space, byHash }: Vectors): Promise<void> {
    if (byHash.size <= AHEAD) return;
    const added = passages.filter(({ hash }) => byHash.has(hash));
    for (let from = 0; from < added.length; from += AHEAD) {
      const some = added.slice(from, from + AHEAD);
      const vectors = new Map(some.map(({ hash }) => [hash, byHash.get(hash)!]));
      await transaction(this.sql, async (sql) => {
        await sql`select pg_advisory_xact_lock_shared(${LOCKS.manualContents})`;
        await insertContents(sql, some);
        await insertVectors(sql, { space, byHash: vectors });
      });
    }
  }

  withoutVector(space: string, hashes: readonly string[]): Promise<string[]> {
    return mapPostgresErrors(() => missingVectors(this.sql, space, hashes));
  }

  find(id: ManualId, on: string): Promise<StoredVersion | null> {
    return mapPostgresErrors(async () => {
      const sql = this.sql;
      const [row] = await sql<(VersionRow & { body: string; fingerprint: string })[]>`
        select ${sql.unsafe(VERSION_COLUMNS)}, v.body, encode(v.fingerprint, 'hex') as fingerprint
        from manual_versions v
        where v.manual_id = ${id} and ${leftBy(sql, { on, kind: null, store: null })}`;
      return row ? { ...summaryFromRow(row), text: row.body, fingerprint: row.fingerprint } : null;
    });
  }

  versions(id: ManualId): Promise<VersionSummary[]> {
    return mapPostgresErrors(async () => {
      const sql = this.sql;
      const rows = await sql<VersionRow[]>`
        select ${sql.unsafe(VERSION_COLUMNS)} from manual_versions v
        where v.manual_id = ${id} order by v.version desc`;
      return rows.map(summaryFromRow);
    });
  }

  list(
    filter: ManualFilter,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<VersionSummary[]> {
    return mapPostgresErrors(async () => {
      const sql = this.sql;
      const rows = await sql<VersionRow[]>`
        select ${sql.unsafe(VERSION_COLUMNS)} from manual_versions v
        where ${leftBy(sql, filter)} ${after === null ? sql`` : sql`and v.manual_id collate "C" > ${after}`}
        order by v.manual_id collate "C" limit ${limit}`;
      return rows.map(summaryFromRow);
    });
  }

  withdraw(id: ManualId, from: string, at: Date): Promise<"withdrawn" | "unknown" | "unchanged"> {
    return transaction(this.sql, async (sql) => {
      const versions = await lock(sql, id);
      if (versions.length === 0) return "unknown";
      const held = versionOn(versions, from);
      if (!held || held.withdrawn) return "unchanged";
      await sql`
          insert into manual_versions (manual_id, version, valid_from, withdrawn, fingerprint, title, kind, stores, format,
            body, chunk_count, loaded_at)
          select manual_id, ${
        nextVersion(versions)
      }, ${from}::text::date, true, '', title, kind, stores, format, '', 0, ${at}
          from manual_versions where version_id = ${held.versionId}`;
      await redate(sql, id);
      return "withdrawn";
    });
  }

  erase(id: ManualId): Promise<"erased" | "unknown"> {
    return transaction(this.sql, async (sql) => {
      await sql`select pg_advisory_xact_lock(${LOCKS.manualContents})`;
      const hashes = await sql<{ hash: string }[]>`
          select distinct encode(c.content_hash, 'hex') as hash
          from manual_chunks c join manual_versions v using (version_id) where v.manual_id = ${id}`;
      const erased = await sql`delete from manuals where manual_id = ${id}`;
      if (erased.count === 0) return "unknown";
      await forgetContents(sql, hashes.map(({ hash }) => hash));
      return "erased";
    });
  }
}

async function add(sql: SqlScope, given: NewVersion, vectors: Vectors, at: Date): Promise<AddOutcome> {
  await sql`select pg_advisory_xact_lock_shared(${LOCKS.manualContents})`;
  await sql`insert into manuals (manual_id) values (${given.manualId}) on conflict do nothing`;
  const versions = await lock(sql, given.manualId);
  const held = versionOn(versions, given.validFrom);
  if (held && !held.withdrawn && held.fingerprint === given.fingerprint) {
    return { outcome: "unchanged", version: await summary(sql, held.versionId) };
  }
  await insertContents(sql, given.passages);
  await insertVectors(sql, await notYetStored(sql, vectors));
  const hashes = given.passages.map(({ hash }) => hash);
  const missing = await missingVectors(sql, vectors.space, [...new Set(hashes)]);
  if (missing.length > 0) throw new Rollback<AddOutcome>({ outcome: "vectors_missing", hashes: missing });

  const [inserted] = await sql<{ version_id: number }[]>`
    insert into manual_versions (manual_id, version, valid_from, fingerprint, title, kind, stores, format, body,
      chunk_count, loaded_at)
    values (${given.manualId}, ${
    nextVersion(versions)
  }, ${given.validFrom}::text::date, decode(${given.fingerprint}, 'hex'),
      ${given.title}, ${given.kind}, ${[
    ...given.stores,
  ]}::text[], ${given.format}, ${given.text}, ${hashes.length}, ${at})
    returning version_id`;
  const id = inserted!.version_id;
  await sql`
    insert into manual_chunks (version_id, position, content_hash)
    select ${id}, given.position, decode(given.hash, 'hex')
    from unnest(${hashes}::text[]) with ordinality as given (hash, position) order by given.position`;
  await redate(sql, given.manualId);
  return { outcome: "added", version: await summary(sql, id) };
}

/** Of those stored ahead, what an erasure of another manual has not taken away meanwhile. */
async function notYetStored(sql: SqlScope, { space, byHash }: Vectors): Promise<Vectors> {
  if (byHash.size <= AHEAD) return { space, byHash };
  const hashes = await missingVectors(sql, space, [...byHash.keys()]);
  return { space, byHash: new Map(hashes.map((hash) => [hash, byHash.get(hash)!])) };
}

interface LockedVersion {
  readonly versionId: number;
  readonly version: number;
  readonly validFrom: string;
  readonly withdrawn: boolean;
  readonly fingerprint: string;
}

async function lock(sql: SqlScope, id: ManualId): Promise<LockedVersion[]> {
  await sql`select from manuals where manual_id = ${id} for update`;
  return await sql<LockedVersion[]>`
    select version_id as "versionId", version, valid_from as "validFrom", withdrawn,
      encode(fingerprint, 'hex') as fingerprint
    from manual_versions where manual_id = ${id}`;
}

function nextVersion(versions: readonly LockedVersion[]): number {
  return Math.max(0, ...versions.map(({ version }) => version)) + 1;
}

async function redate(sql: SqlScope, id: ManualId): Promise<void> {
  const dates = [...validUntil(await lock(sql, id))];
  await sql`
    update manual_versions v set valid_until = given.until::date
    from unnest(${dates.map(([{ versionId }]) => versionId)}::bigint[], ${dates.map(([, until]) => until)}::text[])
      as given (version_id, until)
    where v.version_id = given.version_id and v.valid_until is distinct from given.until::date`;
}

async function summary(sql: SqlScope, versionId: number): Promise<VersionSummary> {
  const [row] = await sql<VersionRow[]>`
    select ${sql.unsafe(VERSION_COLUMNS)} from manual_versions v where v.version_id = ${versionId}`;
  return summaryFromRow(row!);
}

async function insertContents(sql: SqlScope, passages: readonly HashedPassage[]): Promise<void> {
  const unique = [...new Map(passages.map((passage) => [passage.hash, passage])).values()]
    .sort((a, b) => a.hash < b.hash ? -1 : 1)
    .map(({ hash, headings, text }) => ({ hash, headings, text, words: searchTerms([...headings, text].join("\n")) }));
  const added = await sql<{ hash: string }[]>`
    insert into manual_contents (content_hash, headings, passage, words)
    select decode(hash, 'hex'), headings, "text", array_to_tsvector(words)
    from json_to_recordset(${
    JSON.stringify(unique)
  }::text::json) as r (hash text, headings text[], "text" text, words text[])
    on conflict do nothing
    returning encode(content_hash, 'hex') as hash`;
  if (added.length === 0) return;
  const isNew = new Set(added.map(({ hash }) => hash));
  const counts = new Map<string, number>([["", added.length]]);
  for (const { hash, words } of unique) {
    if (isNew.has(hash)) { for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1); }
  }
  await sql`
    insert into manual_words (word, contents)
    select word, contents from unnest(${[...counts.keys()]}::text[], ${[
    ...counts.values(),
  ]}::int[]) as given (word, contents)
    order by word
    on conflict (word) do update set contents = manual_words.contents + excluded.contents`;
}

async function forgetContents(sql: SqlScope, hashes: readonly string[]): Promise<void> {
  await sql`
    with gone as (
      delete from manual_contents c
      where c.content_hash in (select decode(hash, 'hex') from unnest(${[...hashes]}::text[]) as hash)
        and not exists (select from manual_chunks k where k.content_hash = c.content_hash)
      returning c.words
    ), fewer as (
      select word, count(*) as contents
      from gone, lateral unnest(tsvector_to_array(gone.words) || '{""}'::text[]) as word
      group by word
    )
    update manual_words w set contents = w.contents - fewer.contents from fewer where w.word = fewer.word`;
  await sql`delete from manual_words where contents = 0`;
}

async function missingVectors(sql: SqlScope, space: string, hashes: readonly string[]): Promise<string[]> {
  const rows = await sql<{ hash: string }[]>`
    select given.hash from unnest(${[...hashes]}::text[]) with ordinality as given (hash, nth)
    where not exists (
      select from manual_embeddings e where e.content_hash = decode(given.hash, 'hex') and e.embedding_space = ${space})
    order by given.nth`;
  return rows.map(({ hash }) => hash);
}
