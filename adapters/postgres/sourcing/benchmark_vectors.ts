import type { Embedded, Unembedded, Vectors } from "../../../application/sourcing/ports/products.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { inMarket, type MarketDb } from "./database.ts";
import { vectorText } from "../core/vector_text.ts";

export class PostgresBenchmarkVectors implements Vectors<"market"> {
  readonly writes = "market";
  readonly #db: MarketDb;

  constructor(db: MarketDb) {
    this.#db = db;
  }

  outdated(space: string, limit: number): Promise<Unembedded[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select id, name, brand, category from benchmark_products
        where space is distinct from ${space} or embedded_hash is distinct from text_hash
        order by created_at, id limit ${limit}`)
        .map(({ id, ...text }) => ({ id, text: text as Unembedded["text"] }))
    );
  }

  store(space: string, vectors: readonly Embedded[]): Promise<number> {
    return inMarket(this.#db, async (scope) => {
      const rows = vectors.map(({ id, textHash, vector }) => ({ id, text_hash: textHash, vector: vectorText(vector) }));
      const { count } = await scope`
        update benchmark_products b set embedding = r.vector::vector, space = ${space}, embedded_hash = r.text_hash
        from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(id uuid, text_hash text, vector text)
        where b.id = r.id and b.text_hash = r.text_hash`;
      return count;
    });
  }
}
