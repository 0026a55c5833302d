import type {
  ConfidenceSet,
  ConfidenceSets,
  LiveParameters,
  NewConfidenceSet,
} from "../../../application/identity/ports/confidence.ts";
import { confidenceParametersSchema } from "../../../domain/identity/confidence/parameters.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

export class PostgresConfidenceSets implements ConfidenceSets {
  constructor(private readonly sql: Sql) {}

  add(store: StoreId, set: NewConfidenceSet): Promise<ConfidenceSet> {
    return transaction(this.sql, async (sql) => {
      await lockStore(sql, store);
      const state = set.refusedFor === null ? "live" : "refused";
      if (state === "live") {
        await sql`update confidence_sets set state = 'retired' where store_id = ${store} and state = 'live'`;
      }
      const [row] = await sql`
        insert into confidence_sets
          (store_id, version, parameters, state, learned_at, moments, before, after, reason, recalibrates)
        select ${store}, coalesce(max(version), 0) + 1, ${JSON.stringify(set.parameters)}::text::jsonb, ${state},
          ${set.learnedAt}, ${set.moments}, ${JSON.stringify(set.before)}::text::jsonb,
          ${JSON.stringify(set.after)}::text::jsonb, ${set.refusedFor}, ${set.recalibrates}
        from confidence_sets where store_id = ${store}
        returning *`;
      return fromRow(row!);
    });
  }

  list(store: StoreId, limit: number): Promise<ConfidenceSet[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select * from confidence_sets where store_id = ${store} order by version desc limit ${limit}`;
      return rows.map(fromRow);
    });
  }

  live(): Promise<ReadonlyMap<StoreId, LiveParameters>> {
    return mapPostgresErrors(async () => {
      const rows = await this
        .sql`select store_id, version, parameters, recalibrates from confidence_sets where state = 'live'`;
      return new Map(rows.map(({ store_id, version, parameters, recalibrates }) => [
        store_id as StoreId,
        {
          version: version as number,
          parameters: confidenceParametersSchema.parse(parameters),
          recalibrates: recalibrates as number | null,
        },
      ]));
    });
  }

  rollBack(store: StoreId): Promise<{ readonly from: number; readonly to: number | null } | null> {
    return transaction(this.sql, async (sql) => {
      await lockStore(sql, store);
      const [from] = await sql<{ version: number }[]>`
        update confidence_sets set state = 'rolled_back' where store_id = ${store} and state = 'live'
        returning version`;
      if (!from) return null;
      const [to] = await sql<{ version: number }[]>`
        update confidence_sets set state = 'live'
        where store_id = ${store} and version = (
          select max(version) from confidence_sets where store_id = ${store} and state = 'retired')
        returning version`;
      return { from: from.version, to: to?.version ?? null };
    });
  }
}

/** Changes of one store's sets follow each other. */
async function lockStore(sql: SqlScope, store: StoreId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('confidence_sets ' || ${store}::text, 0))`;
}

function fromRow(row: Readonly<Record<string, unknown>>): ConfidenceSet {
  return {
    storeId: row.store_id as StoreId,
    version: row.version as number,
    parameters: confidenceParametersSchema.parse(row.parameters),
    state: row.state as ConfidenceSet["state"],
    learnedAt: row.learned_at as Date,
    moments: row.moments as number,
    before: row.before as ConfidenceSet["before"],
    after: row.after as ConfidenceSet["after"],
    reason: row.reason as string | null,
    recalibrates: row.recalibrates as number | null,
  };
}
