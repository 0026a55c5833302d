import type { Embedded, Unembedded, Vectors } from "../../../application/sourcing/ports/products.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { type DropshipDb, inDropship } from "./database.ts";
import { vectorText } from "../core/vector_text.ts";

export class PostgresProductVectors implements Vectors<"dropship"> {
  readonly writes = "dropship";
  readonly #db: DropshipDb;

  constructor(db: DropshipDb) {
    this.#db = db;
  }

  outdated(space: string, limit: number): Promise<Unembedded[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select p.id, p.name, p.brand, p.category from products p
        left join embeddings e on e.product_id = p.id and e.space = ${space}
        where e.text_hash is distinct from p.text_hash and p.status <> 'DISCONTINUED'
        order by p.created_at, p.id limit ${limit}`)
        .map(({ id, ...text }) => ({ id, text: text as Unembedded["text"] }))
    );
  }

  store(space: string, vectors: readonly Embedded[]): Promise<number> {
    return inDropship(this.#db, async (scope) => {
      const rows = vectors.map(({ id, textHash, vector }) => ({ id, text_hash: textHash, vector: vectorText(vector) }));
      const stored = await scope`
        insert into embeddings (product_id, space, text_hash, embedding)
        select p.id, ${space}, r.text_hash, r.vector::vector
        from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(id uuid, text_hash text, vector text)
        join products p on p.id = r.id and p.text_hash = r.text_hash
        order by p.id
        on conflict (product_id, space) do update set
          text_hash = excluded.text_hash, embedding = excluded.embedding, updated_at = now()
        returning product_id`;
      if (stored.length === 0) return 0;
      // Decided candidates keep the score they were decided by.
      await scope`
        update sourcing_candidates c set score = 1 - (c.benchmark_embedding <=> e.embedding), updated_at = now()
        from embeddings e
        where e.product_id = c.product_id and e.space = c.space and c.space = ${space} and c.status = 'FOUND'
          and c.benchmark_embedding is not null and c.product_id in ${
        scope(stored.map(({ product_id }) => product_id))
      }`;
      return stored.length;
    });
  }
}
