import type { HashedPassage, ManualVectors, Vectors } from "../../../application/store/ports/manuals.ts";
import type { Sql } from "../core/connect.ts";
import { insertVectors } from "./manual_rows.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresManualVectors implements ManualVectors {
  constructor(private readonly sql: Sql) {}

  progress(space: string): Promise<{ contents: number; embedded: number }> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<{ contents: number; embedded: number }[]>`
        select (select count(*) from manual_contents) as contents,
          (select count(*) from manual_embeddings where embedding_space = ${space}) as embedded`;
      return row!;
    });
  }

  missing(space: string, limit: number): Promise<HashedPassage[]> {
    return mapPostgresErrors(async () => [
      ...await this.sql<HashedPassage[]>`
        select encode(c.content_hash, 'hex') as hash, c.headings, c.passage as text
        from manual_contents c
        where not exists (
          select from manual_embeddings e where e.content_hash = c.content_hash and e.embedding_space = ${space})
        order by c.content_hash limit ${limit}`,
    ]);
  }

  addVectors(vectors: Vectors): Promise<void> {
    return mapPostgresErrors(() => insertVectors(this.sql, vectors));
  }

  forgetOthers(space: string): Promise<number> {
    return mapPostgresErrors(async () =>
      (await this.sql`delete from manual_embeddings where embedding_space <> ${space}`).count
    );
  }
}
