import type {
  FoundPassage,
  ManualFilter,
  ManualSearch,
  ManualSnapshot,
  Matching,
  Near,
  PassageId,
  Question,
} from "../../../application/store/ports/manuals.ts";
import { termWeight } from "../../../domain/store/manuals/search_terms.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { leftBy, summaryFromRow, VERSION_COLUMNS, type VersionRow } from "./manual_rows.ts";
import { vectorText } from "../core/vector_text.ts";
import { transaction } from "../core/map_errors.ts";

/** The defaults are the best of the bench `search`. */
interface ManualSearchOptions {
  /** Passages that are all compared instead of walking the graph. */
  readonly exactUpTo?: number;
  readonly efSearch?: number;
  /** Texts that a look for words may touch, rarest words first. */
  readonly mostPostings?: number;
}

const MOST_SCANNED = 40_000;

export class PostgresManualSearch implements ManualSearch {
  readonly #sql: Sql;
  readonly #options: Required<ManualSearchOptions>;

  constructor(sql: Sql, options: ManualSearchOptions = {}) {
    this.#sql = sql;
    this.#options = { exactUpTo: 2_000, efSearch: 100, mostPostings: 1_000, ...options };
  }

  withSnapshot<T>(work: (snapshot: ManualSnapshot) => Promise<T>): Promise<T> {
    return transaction(this.#sql, async (sql, callers) => {
      // For this transaction alone: poolers share sessions.
      await sql`
          select set_config('hnsw.iterative_scan', 'relaxed_order', true),
            set_config('hnsw.ef_search', ${String(this.#options.efSearch)}, true),
            set_config('hnsw.max_scan_tuples', ${String(MOST_SCANNED)}, true),
            set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`;
      return await callers(() => work(new PostgresManualProbe(sql, this.#options)));
    }, "isolation level repeatable read read only");
  }
}

class PostgresManualProbe implements ManualSnapshot {
  readonly #sql: SqlScope;
  readonly #options: Required<ManualSearchOptions>;
  readonly #counts = new Map<string, Promise<number>>();

  constructor(sql: SqlScope, options: Required<ManualSearchOptions>) {
    this.#sql = sql;
    this.#options = options;
  }

  count(filter: ManualFilter): Promise<number> {
    const key = JSON.stringify([filter.on, filter.kind, filter.store]);
    const known = this.#counts.get(key) ?? this.#count(filter);
    this.#counts.set(key, known);
    return known;
  }

  async #count(filter: ManualFilter): Promise<number> {
    const sql = this.#sql;
    const [row] = await sql<{ passages: number }[]>`
      select coalesce(sum(v.chunk_count), 0)::bigint as passages from manual_versions v where ${leftBy(sql, filter)}`;
    return row!.passages;
  }

  async nearest(question: Question, filter: ManualFilter, limit: number): Promise<Near[]> {
    const isFew = await this.count(filter) <= this.#options.exactUpTo;
    return await (isFew ? this.#compareAll(question, filter, limit) : this.#walk(question, filter, limit));
  }

  async #compareAll({ space, vector }: Question, filter: ManualFilter, limit: number): Promise<Near[]> {
    const sql = this.#sql;
    return [
      ...await sql<Near[]>`
        with held as materialized (
          select c.chunk_id, c.content_hash from manual_versions v join manual_chunks c using (version_id)
          where ${leftBy(sql, filter)}
        )
        select held.chunk_id as id, found.distance
        from held cross join lateral (
          -- "offset 0" keeps the planner from comparing and sorting what the filter drops.
          select (e.embedding <=> ${readOnce(sql, vector)}) + 0 as distance from manual_embeddings e
          where e.content_hash = held.content_hash and e.embedding_space = ${space} offset 0
        ) as found
        order by distance, id limit ${limit}`,
    ];
  }

  /** The index's order has small errors, which the last line corrects. */
  async #walk({ space, vector }: Question, filter: ManualFilter, limit: number): Promise<Near[]> {
    const sql = this.#sql;
    return [
      ...await sql<Near[]>`
        with asked as materialized (
          select ${vectorText(vector)}::text::vector as embedding
        ), near as materialized (
          select c.chunk_id as id, e.embedding <=> (select embedding from asked) as distance
          from manual_embeddings e join manual_chunks c using (content_hash) join manual_versions v using (version_id)
          where e.embedding_space = ${space} and ${leftBy(sql, filter)}
          order by e.embedding <=> (select embedding from asked) limit ${limit}
        )
        select id, distance from near order by distance, id`,
    ];
  }

  async matching(terms: readonly string[], filter: ManualFilter, limit: number): Promise<Matching[]> {
    const words = await this.#weigh(terms);
    if (words.length === 0) return [];
    const sql = this.#sql;
    const queries = words.map(({ word }) => queryText(word));
    const weights = words.map(({ weight }) => weight);
    if (await this.count(filter) <= this.#options.exactUpTo) {
      return [
        ...await sql<Matching[]>`
          with held as materialized (
            select c.chunk_id, c.content_hash from manual_versions v join manual_chunks c using (version_id)
            where ${leftBy(sql, filter)}
          ), having_any as materialized (
            select m.content_hash, asked.weight
            from unnest(${queries}::text[], ${weights}::float8[]) as asked (query, weight)
            join manual_contents m on m.words @@ asked.query::tsquery
          )
          select held.chunk_id as id, sum(weight) as weight from having_any join held using (content_hash)
          group by held.chunk_id order by sum(weight) desc, id limit ${limit}`,
      ];
    }
    return [
      ...await sql<Matching[]>`
        with matched as materialized (
          select m.content_hash, sum(asked.weight) as weight
          from unnest(${queries}::text[], ${weights}::float8[]) as asked (query, weight)
          join manual_contents m on m.words @@ asked.query::tsquery
          group by m.content_hash
        ), heaviest as materialized (
          select held.chunk_id as id, matched.weight
          from (select * from matched order by weight desc, content_hash offset 0) as matched
          -- "offset 0" keeps the order: as soon as the limit is reached, the lighter ones are not looked up any more.
          cross join lateral (
            select c.chunk_id from manual_chunks c join manual_versions v using (version_id)
            where c.content_hash = matched.content_hash and ${leftBy(sql, filter)} offset 0
          ) as held
          limit ${limit}
        )
        select id, weight from heaviest order by weight desc, id`,
    ];
  }

  /** Rarest first, while their texts together stay below the limit. */
  async #weigh(terms: readonly string[]): Promise<{ word: string; weight: number }[]> {
    const rows = await this.#sql<{ word: string; contents: number }[]>`
      select word, contents from manual_words where word = any (${["", ...terms]}::text[])
      order by contents, word collate "C"`;
    const all = rows.find(({ word }) => word === "")?.contents ?? 0;
    let postings = 0;
    return rows.filter(({ word }) => word !== "").filter(({ contents }, index) => {
      postings += contents;
      return index === 0 || postings <= this.#options.mostPostings;
    }).map(({ word, contents }) => ({ word, weight: termWeight(contents, all) }));
  }

  async passages(ids: readonly PassageId[]): Promise<FoundPassage[]> {
    const sql = this.#sql;
    type Row = VersionRow & { id: number; position: number; headings: string[]; passage: string };
    const rows = await sql<Row[]>`
      select c.chunk_id as id, c.position, m.headings, m.passage, ${sql.unsafe(VERSION_COLUMNS)}
      from unnest(${[...ids]}::bigint[]) with ordinality as asked (id, nth)
      join manual_chunks c on c.chunk_id = asked.id
      join manual_contents m using (content_hash) join manual_versions v using (version_id)
      order by asked.nth`;
    return rows.map((row) => ({
      id: row.id,
      position: row.position,
      headings: row.headings,
      text: row.passage,
      version: summaryFromRow(row),
    }));
  }
}

/** A sub-select: a prepared plan would parse the vector again for every row. */
function readOnce(sql: SqlScope, vector: Float32Array) {
  return sql`(select ${vectorText(vector)}::text::vector)`;
}

/** Words consist of letters, marks and digits. */
function queryText(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
