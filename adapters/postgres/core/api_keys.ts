import type { ApiKeys } from "../../../application/shared/api_keys.ts";
import { type ApiKey, apiKeySchema } from "../../../domain/shared/api_key.ts";
import type { Sql } from "./connect.ts";
import { mapPostgresErrors } from "./map_errors.ts";

export class PostgresApiKeys implements ApiKeys {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(digest: string): Promise<ApiKey | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#sql`select * from api_keys where digest = ${digest}`;
      return row ? fromRow(row) : null;
    });
  }

  add(key: ApiKey, digest: string): Promise<"added" | "name_taken"> {
    return mapPostgresErrors(async () => {
      const added = await this.#sql`
        insert into api_keys (digest, name, scopes, stores, created_at, expires_at)
        values (${digest}, ${key.name}, ${[...key.scopes]}, ${key.stores && [...key.stores]}, ${key.createdAt},
          ${key.expiresAt})
        on conflict (name) where revoked_at is null do nothing`;
      return added.count === 1 ? "added" : "name_taken";
    });
  }

  revoke(name: string, at: Date): Promise<boolean> {
    return mapPostgresErrors(async () => {
      const revoked = await this.#sql`
        update api_keys set revoked_at = ${at} where name = ${name} and revoked_at is null`;
      return revoked.count > 0;
    });
  }

  list(): Promise<ApiKey[]> {
    return mapPostgresErrors(async () =>
      (await this.#sql`select * from api_keys order by name collate "C", created_at, digest`).map(fromRow)
    );
  }
}

function fromRow(row: Record<string, unknown>): ApiKey {
  return apiKeySchema.parse({
    name: row.name,
    scopes: row.scopes,
    stores: row.stores,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  });
}
