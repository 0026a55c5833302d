import type { ConfidenceFeedback, ToldPlace } from "../../../application/identity/ports/confidence.ts";
import type { ToldAnswer } from "../../../domain/identity/learning/recalibrate.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresConfidenceFeedback implements ConfidenceFeedback {
  constructor(private readonly sql: Sql) {}

  /** The customer's row is locked: an erasure comes before it, or takes it along. */
  record(
    { customerId, detectedAt, storeId, beaconId, place, share, base, toldAt }: ToldPlace,
  ): Promise<"created" | "changed" | "unchanged" | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<{ known: boolean; is_new: boolean | null }[]>`
        with customer as materialized (
          select customer_id from customers where customer_id = ${customerId} for key share
        ), known as materialized (
          select customer_id from customer join customer_identities using (customer_id)
          where detected_at >= ${detectedAt} and detected_at < ${new Date(detectedAt.getTime() + 1)}
          limit 1
        ), told as (
          insert into confidence_feedback as held
            (customer_id, detected_at, store_id, beacon_id, place, share, base, told_at)
          select customer_id, ${detectedAt}, ${storeId}, ${beaconId}, ${place}, ${share}, ${base}, ${toldAt} from known
          on conflict (customer_id, detected_at) do update set place = excluded.place, told_at = excluded.told_at
          where held.place <> excluded.place
          returning xmax = 0 as is_new
        )
        select exists (select from known) as known, (select is_new from told) as is_new`;
      if (!row!.known) return null;
      return row!.is_new === null ? "unchanged" : row!.is_new ? "created" : "changed";
    });
  }

  answers(store: StoreId, base: number, since: Date, most: number): Promise<ToldAnswer[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ share: number; right: boolean }[]>`
        select share, place = beacon_id as right from confidence_feedback
        where store_id = ${store} and base = ${base} and told_at >= ${since}
        order by told_at desc, customer_id limit ${most}`;
      return rows.map(({ share, right }) => ({ share, right })).toReversed();
    });
  }

  stores(since: Date): Promise<StoreId[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ store_id: StoreId }[]>`
        select distinct store_id from confidence_feedback where told_at >= ${since} order by store_id`;
      return rows.map(({ store_id }) => store_id);
    });
  }

  remove(before: Date, limit: number): Promise<number> {
    return mapPostgresErrors(async () => {
      const gone = await this.sql`
        delete from confidence_feedback where ctid = any (array(
          select ctid from confidence_feedback where told_at < ${before} limit ${limit}))`;
      return gone.count;
    });
  }
}
