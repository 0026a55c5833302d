import type { FeedAttempt } from "../../../application/sourcing/ports/partners.ts";
import type {
  StoredPage,
  SupplierJournal,
  SyncJob,
  SyncPage,
  SyncPosition,
} from "../../../application/sourcing/ports/suppliers.ts";
import { asksForErasure, ERASED_PAYLOAD, marksIn } from "../../../domain/sourcing/buyer.ts";
import type { SupplierAccountId, SyncJobId } from "../../../domain/sourcing/ids.ts";
import type { RecordKind } from "../../../domain/sourcing/supplier_item.ts";
import { ITEM_CHANGED, SUPPLIER_ORDER_CHANGED } from "../../../application/sourcing/messages.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { insertMessages } from "./cross_database_outbox.ts";
import { ErasedBuyers, type FindErased } from "./buyers/erased_buyers.ts";
import { inSource, type SourceDb, type SourceScope } from "./database.ts";
import { storeVersions } from "./store_versions.ts";
import { withholdUnsafe } from "./withhold_items.ts";
import { jobFromRow, RAW_TABLES } from "./supplier_rows.ts";

export class PostgresSupplierJournal implements SupplierJournal {
  readonly writes = "source";
  readonly #db: SourceDb;
  readonly #erased: ErasedBuyers;

  constructor(db: SourceDb, erased: ErasedBuyers = new ErasedBuyers()) {
    this.#db = db;
    this.#erased = erased;
  }

  queue({ accountId, kind, mode }: Parameters<SupplierJournal["queue"]>[0]): Promise<SyncJob> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`
        insert into supplier_sync_jobs (account_id, kind, mode) values (${accountId}, ${kind}, ${mode}) returning *`;
      return jobFromRow(row!);
    });
  }

  takeQueued(runner: string, accountId?: SupplierAccountId): Promise<SyncJob | null> {
    return mapPostgresErrors(async () => {
      const of = accountId ? this.#db`and account_id = ${accountId}` : this.#db``;
      const [row] = await this.#db`
        update supplier_sync_jobs set status = 'RUNNING', runner = ${runner}, started_at = now()
        where id = (
          select id from supplier_sync_jobs where status = 'QUEUED' ${of}
          order by created_at limit 1 for update skip locked)
        returning *`;
      return row ? jobFromRow(row) : null;
    });
  }

  begin(
    { accountId, kind, mode, id }: Parameters<SupplierJournal["begin"]>[0],
    runner: string,
  ): ReturnType<SupplierJournal["begin"]> {
    return inSource(this.#db, async (scope) => {
      await scope`
        insert into supplier_sync_state (account_id, kind) values (${accountId}, ${kind}) on conflict do nothing`;
      const [state] = await scope`
        select * from supplier_sync_state where account_id = ${accountId} and kind = ${kind} for update`;
      const everything = mode === "everything";
      const goesOn = state!.next_cursor !== null && !(everything && state!.round_since !== null);
      const since = goesOn ? state!.round_since : everything ? null : state!.synced_until;
      const [job] = await scope`
        insert into supplier_sync_jobs ${
        scope({
          ...(id ? { id } : {}),
          account_id: accountId,
          kind,
          mode,
          status: "RUNNING",
          runner,
          updated_since: since,
          started_at: scope`now()` as unknown as string,
        })
      }
        on conflict (id) do update set status = 'RUNNING', runner = excluded.runner, updated_since = excluded.updated_since,
          started_at = excluded.started_at
        returning *`;
      await scope`
        update supplier_sync_jobs set status = 'STOPPED', finished_at = now(), error = 'another run took over'
        where account_id = ${accountId} and kind = ${kind} and status = 'RUNNING' and id <> ${job!.id}`;
      await scope`
        update supplier_sync_state set job_id = ${job!.id}, next_cursor = ${goesOn ? state!.next_cursor : null},
          round_since = ${since}, round_began_at = ${goesOn ? state!.round_began_at : null},
          round_id = ${goesOn ? state!.round_id : scope`gen_random_uuid()`},
          round_etag = ${goesOn ? state!.round_etag : null}, updated_at = now()
        where id = ${state!.id}`;
      const etag = goesOn || everything ? null : state!.etag;
      return {
        job: jobFromRow(job!),
        position: { cursor: goesOn ? state!.next_cursor : null, updatedSince: since, etag },
      };
    });
  }

  restart(jobId: SyncJobId): Promise<SyncPosition | "replaced"> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`
        update supplier_sync_state set next_cursor = null, round_began_at = null, round_etag = null,
          round_id = gen_random_uuid(), updated_at = now()
        where job_id = ${jobId} returning round_since`;
      return row ? { cursor: null, updatedSince: row.round_since, etag: null } : "replaced";
    });
  }

  unseen(jobId: SyncJobId, seen: readonly string[]): Promise<string[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select i.external_id from supplier_sync_state s join supplier_item_raw i on i.account_id = s.account_id
        where s.job_id = ${jobId} and i.is_current and i.withheld is null and i.seen_in is distinct from s.round_id
          and i.external_id <> all(${seen})
        order by i.external_id`).map(({ external_id }) => external_id)
    );
  }

  completedAt(accountId: SupplierAccountId, kind: RecordKind): Promise<Date | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`
        select completed_at from supplier_sync_state where account_id = ${accountId} and kind = ${kind}`;
      return row?.completed_at ?? null;
    });
  }

  store(jobId: SyncJobId, read: SyncPage): Promise<StoredPage | "replaced"> {
    return inSource(this.#db, async (scope) => {
      const find = await this.#erased.share(scope);
      const moved = await movePosition(scope, jobId, read);
      if (!moved) return "replaced";
      const { accountId, kind, roundId } = moved;
      const page = kind === "orders" || kind === "qna" ? await withoutErased(find, read) : read;
      const stored = await storeVersions(scope, RAW_TABLES[kind], accountId, page.records, { job_id: jobId });
      await storeRejects(scope, jobId, moved, page);
      const { knownRejected, missing, doubt, withheld } = await withholdUnsafe(
        scope,
        { ...moved, jobId, roundId },
        page,
      );
      const messages = [...stored.rows, ...withheld].map(({ id, externalId }) => ({
        id,
        subject: `${accountId}/${externalId}`,
      }));
      if (kind === "items") {
        const changed = messages.map(({ id, subject }) => ({ kind: ITEM_CHANGED, subject, payload: { itemId: id } }));
        await insertMessages(scope, "dropship", changed);
      }
      if (kind === "orders") {
        const changed = messages.map(({ id, subject }) => ({
          kind: SUPPLIER_ORDER_CHANGED,
          subject,
          payload: { recordId: id },
        }));
        await insertMessages(scope, "market", changed);
      }
      const [job] = await scope`
        update supplier_sync_jobs set pages = pages + 1, seen = seen + ${page.seen}, added = added + ${stored.added},
          changed = changed + ${stored.changed}, unchanged = unchanged + ${stored.unchanged},
          rejected = rejected + ${page.rejects.length}, known_rejected = known_rejected + ${knownRejected},
          missing = missing + ${missing}
        where id = ${jobId} returning *`;
      return { progress: jobFromRow(job!), doubt };
    });
  }

  logFetch(jobId: SyncJobId, attempt: FeedAttempt): Promise<void> {
    return mapPostgresErrors(async () => {
      const { url, attempt: nth, status, items, bytes, etag, durationMs, error } = attempt;
      await this.#db`
        insert into supplier_raw_fetch_log
          (account_id, job_id, kind, url, attempt, status, items, bytes, etag, duration_ms, error)
        select account_id, id, kind, ${url}, ${nth}, ${status}, ${items}, ${bytes}, ${etag}, ${Math.round(durationMs)},
          ${error}
        from supplier_sync_jobs where id = ${jobId}`;
    });
  }

  finish(jobId: SyncJobId, ...[status, error]: DropFirst<Parameters<SupplierJournal["finish"]>>): Promise<SyncJob> {
    return mapPostgresErrors(async () => {
      // Taken over: it has ended already.
      const [row] = await this.#db`
        update supplier_sync_jobs set
          status = case when finished_at is null then ${status} else status end,
          error = case when finished_at is null then ${error} else error end,
          finished_at = coalesce(finished_at, now())
        where id = ${jobId} returning *`;
      return jobFromRow(row!);
    });
  }
}

type DropFirst<T extends unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never;

interface RoundOfPage {
  readonly accountId: SupplierAccountId;
  readonly kind: SyncJob["kind"];
  readonly roundId: string;
  readonly isComplete: boolean;
}

/** The fence: no row when another job has begun, or the page was read from elsewhere. */
async function movePosition(scope: SourceScope, jobId: SyncJobId, { from, next, etag, asOf }: SyncPage) {
  const isLast = next === null;
  const beganAt = scope`coalesce(round_began_at, ${asOf})`;
  const firstEtag = from === null ? scope`${etag}::text` : scope`round_etag`;
  const [row] = await scope`
    update supplier_sync_state set next_cursor = ${next}, updated_at = now(),
      round_began_at = ${isLast ? null : beganAt}, round_etag = ${isLast ? null : firstEtag},
      synced_until = ${isLast ? beganAt : scope`synced_until`}, etag = ${isLast ? firstEtag : scope`etag`},
      completed_at = case when ${isLast} and round_since is null then now() else completed_at end
    where job_id = ${jobId} and next_cursor is not distinct from ${from}
    returning account_id, kind, round_id, round_since is null as is_complete`;
  if (!row) return null;
  const { account_id: accountId, kind, round_id: roundId, is_complete: isComplete } = row;
  return { accountId, kind, roundId, isComplete } as RoundOfPage;
}

/** Records that name somebody who is erased lose their payload. */
async function withoutErased(find: FindErased | null, page: SyncPage): Promise<SyncPage> {
  if (find === null) return page;
  const records = page.records.map((record) => ({ record, marks: marksIn(record.payload) }));
  const rejects = page.rejects.map((reject) => ({ reject, marks: marksIn(JSON.parse(reject.payload)) }));
  const erased = await find([...records, ...rejects].flatMap(({ marks }) => [...marks]));
  return {
    ...page,
    records: records.map(({ record, marks }) =>
      asksForErasure(marks, record.updatedAt, erased) ? { ...record, payload: ERASED_PAYLOAD } : record
    ),
    rejects: rejects.map(({ reject, marks }) =>
      asksForErasure(marks, null, erased) ? { ...reject, payload: JSON.stringify(ERASED_PAYLOAD) } : reject
    ),
  };
}

async function storeRejects(
  scope: SourceScope,
  jobId: SyncJobId,
  { accountId, kind }: Pick<SyncJob, "accountId" | "kind">,
  { rejects }: SyncPage,
): Promise<void> {
  const rows = [...new Map(rejects.map((reject) => [reject.hash, reject])).values()];
  if (rows.length === 0) return;
  await scope`
    insert into supplier_rejects (account_id, kind, payload, content_hash, reason, job_id)
    select ${accountId}, ${kind}, payload, hash, reason, ${jobId}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(payload text, hash text, reason text)
    on conflict (account_id, kind, content_hash) do update set
      times = supplier_rejects.times + 1, last_seen_at = now(), reason = excluded.reason, job_id = excluded.job_id`;
}
