import { ITEM_CHANGED, SUPPLIER_ORDER_CHANGED } from "../../../application/sourcing/messages.ts";
import type { FeedAttempt } from "../../../application/sourcing/ports/partners.ts";
import type {
  RawRecord,
  StoredPage,
  SupplierJournal,
  SyncEnd,
  SyncJob,
  SyncPage,
  SyncPosition,
  SyncProgress,
} from "../../../application/sourcing/ports/suppliers.ts";
import { rawIdSchema, type SupplierAccountId, type SyncJobId, syncJobIdSchema } from "../../../domain/sourcing/ids.ts";
import { missingReason, tooMuchMissing, unreadableReason } from "../../../domain/sourcing/withheld_reasons.ts";
import { isDoubtful } from "../../../domain/shared/missing_share.ts";
import type { RecordKind, SupplierRecord } from "../../../domain/sourcing/supplier_item.ts";
import type { MemoryCrossDatabaseOutbox } from "./cross_database_outbox.ts";

interface State {
  jobId: SyncJobId;
  cursor: string | null;
  since: Date | null;
  beganAt: Date | null;
  roundEtag: string | null;
  syncedUntil: Date | null;
  etag: string | null;
  /** Of the items that the round under way has had. */
  roundSeen: Set<string>;
  completedAt: Date | null;
}

type Version = Pick<RawRecord, "version" | "isCurrent" | "payload" | "contentHash" | "sourceUpdatedAt" | "withheld">;

const EPOCH = new Date(0);
const NOTHING: SyncProgress = {
  pages: 0,
  seen: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  rejected: 0,
  knownRejected: 0,
  missing: 0,
};

/** Every method runs without awaiting, and so is atomic like a transaction. */
export class MemorySupplierJournal implements SupplierJournal {
  readonly writes = "source";
  readonly #outbox: MemoryCrossDatabaseOutbox<"source">;
  readonly #newId: () => string;
  readonly #jobs = new Map<SyncJobId, SyncJob>();
  readonly #states = new Map<string, State>();
  readonly #versions = new Map<string, Version[]>();
  readonly rejects = new Map<string, { reason: string; times: number }>();
  readonly fetches: FeedAttempt[] = [];

  constructor(outbox: MemoryCrossDatabaseOutbox<"source">, newId: () => string) {
    this.#outbox = outbox;
    this.#newId = newId;
  }

  versions(kind: RecordKind, externalId: string): Version[] {
    return this.#versions.get(`${kind}/${externalId}`) ?? [];
  }

  queue(job: Parameters<SupplierJournal["queue"]>[0]): Promise<SyncJob> {
    return Promise.resolve(this.#add({ ...job, status: "QUEUED" }));
  }

  takeQueued(_runner: string, accountId?: SupplierAccountId): Promise<SyncJob | null> {
    const wanted = [...this.#jobs.values()].find((job) =>
      job.status === "QUEUED" && (accountId === undefined || job.accountId === accountId)
    );
    return Promise.resolve(wanted ? this.#change(wanted.id, { status: "RUNNING", startedAt: EPOCH }) : null);
  }

  begin({ accountId, kind, mode, id }: Parameters<SupplierJournal["begin"]>[0]): ReturnType<SupplierJournal["begin"]> {
    const key = `${accountId}/${kind}`;
    const old = this.#states.get(key);
    const everything = mode === "everything";
    const goesOn = old !== undefined && old.cursor !== null && !(everything && old.since !== null);
    const since = goesOn ? old.since : everything ? null : old?.syncedUntil ?? null;
    for (const job of this.#jobs.values()) {
      if (job.accountId !== accountId || job.kind !== kind || job.status !== "RUNNING" || job.id === id) continue;
      this.#change(job.id, { status: "STOPPED", finishedAt: EPOCH, error: "another run took over" });
    }
    const job = id && this.#jobs.has(id)
      ? this.#change(id, { status: "RUNNING", updatedSince: since })
      : this.#add({ accountId, kind, mode, status: "RUNNING", updatedSince: since });
    this.#states.set(key, {
      jobId: job.id,
      cursor: goesOn ? old.cursor : null,
      since,
      beganAt: goesOn ? old.beganAt : null,
      roundEtag: goesOn ? old.roundEtag : null,
      syncedUntil: old?.syncedUntil ?? null,
      etag: old?.etag ?? null,
      roundSeen: goesOn ? old.roundSeen : new Set(),
      completedAt: old?.completedAt ?? null,
    });
    const etag = goesOn || everything ? null : old?.etag ?? null;
    return Promise.resolve({ job, position: { cursor: goesOn ? old.cursor : null, updatedSince: since, etag } });
  }

  restart(jobId: SyncJobId): Promise<SyncPosition | "replaced"> {
    const state = this.#stateOf(jobId);
    if (!state) return Promise.resolve("replaced");
    Object.assign(state, { cursor: null, beganAt: null, roundEtag: null, roundSeen: new Set() });
    return Promise.resolve({ cursor: null, updatedSince: state.since, etag: null });
  }

  unseen(jobId: SyncJobId, seen: readonly string[]): Promise<string[]> {
    const { roundSeen } = this.#stateOf(jobId)!;
    const known = this.#known("items").filter(([, { withheld }]) => withheld === null).map(([id]) => id);
    return Promise.resolve(known.filter((id) => !roundSeen.has(id) && !seen.includes(id)).toSorted());
  }

  completedAt(accountId: SupplierAccountId, kind: RecordKind): Promise<Date | null> {
    return Promise.resolve(this.#states.get(`${accountId}/${kind}`)?.completedAt ?? null);
  }

  store(jobId: SyncJobId, page: SyncPage): Promise<StoredPage | "replaced"> {
    const state = this.#stateOf(jobId);
    if (!state || state.cursor !== page.from) return Promise.resolve("replaced");
    const job = this.#jobs.get(jobId)!;
    const beganAt = state.beganAt ?? page.asOf;
    const roundEtag = page.from === null ? page.etag : state.roundEtag;
    Object.assign(state, { cursor: page.next, beganAt, roundEtag });
    if (page.next === null) {
      Object.assign(state, { syncedUntil: beganAt, etag: roundEtag, beganAt: null, roundEtag: null });
      if (state.since === null) state.completedAt = page.asOf;
    }
    const latest = new Map(page.records.map((record) => [record.externalId, record]));
    const outcomes = [...latest.values()].map((record) => this.#keep(job, record));
    const counted = (outcome: string) => outcomes.filter((each) => each === outcome).length;
    const added = counted("added");
    const changed = counted("changed");
    for (const { hash, reason } of new Map(page.rejects.map((each) => [each.hash, each])).values()) {
      this.rejects.set(hash, { reason, times: (this.rejects.get(hash)?.times ?? 0) + 1 });
    }
    const { knownRejected, missing, doubt } = this.#withholdUnsafe(job, state, page);
    const progress = this.#change(jobId, {
      pages: job.pages + 1,
      seen: job.seen + page.seen,
      added: job.added + added,
      changed: job.changed + changed,
      unchanged: job.unchanged + page.records.length - added - changed,
      rejected: job.rejected + page.rejects.length,
      knownRejected: job.knownRejected + knownRejected,
      missing: job.missing + missing,
    });
    return Promise.resolve({ progress, doubt });
  }

  #withholdUnsafe(job: SyncJob, state: State, { records, rejects, asOf, mostMissing }: SyncPage) {
    const known = new Map(this.#known(job.kind));
    const unreadable = new Map(rejects.flatMap(({ externalId, reason }) => externalId ? [[externalId, reason]] : []));
    const knownRejected = [...unreadable.keys()].filter((id) => known.has(id)).length;
    const nothing = { knownRejected, missing: 0, doubt: null as string | null };
    if (job.kind !== "items") return nothing;
    for (const [id, reason] of unreadable) if (known.has(id)) this.#withhold(job, id, unreadableReason(reason));
    if (state.since !== null) return nothing;
    for (const id of [...records.map(({ externalId }) => externalId), ...unreadable.keys()]) state.roundSeen.add(id);
    if (mostMissing === null) return nothing;
    const counted = this.#known("items").filter(([id, { withheld }]) => withheld === null || state.roundSeen.has(id));
    const gone = counted.map(([id]) => id).filter((id) => !state.roundSeen.has(id));
    const found = { missing: gone.length, known: counted.length, most: mostMissing };
    if (isDoubtful(found)) return { ...nothing, missing: gone.length, doubt: tooMuchMissing(found) };
    for (const id of gone) this.#withhold(job, id, missingReason(asOf));
    return { ...nothing, missing: gone.length };
  }

  #withhold({ accountId }: SyncJob, id: string, reason: string): void {
    const versions = this.#versions.get(`items/${id}`)!;
    const current = versions.at(-1)!;
    if (current.withheld === reason) return;
    const version = { ...current, version: current.version + 1, withheld: reason, contentHash: `withheld ${reason}` };
    this.#versions.set(`items/${id}`, [...versions.map((each) => ({ ...each, isCurrent: false })), version]);
    this.#tell(accountId, "items", id);
  }

  #known(kind: RecordKind): [id: string, current: Version][] {
    return [...this.#versions].filter(([key]) => key.startsWith(`${kind}/`)).map(([key, versions]) => [
      key.slice(kind.length + 1),
      versions.at(-1)!,
    ]);
  }

  logFetch(_jobId: SyncJobId, attempt: FeedAttempt): Promise<void> {
    this.fetches.push(attempt);
    return Promise.resolve();
  }

  finish(
    id: SyncJobId,
    ...[status, error]: [SyncEnd, string | null]
  ): Promise<SyncJob> {
    const job = this.#jobs.get(id)!;
    return Promise.resolve(job.finishedAt === null ? this.#change(id, { status, error, finishedAt: EPOCH }) : job);
  }

  #keep(
    { accountId, kind }: SyncJob,
    record: SupplierRecord & { readonly hash: string },
  ): "added" | "changed" | "same" {
    const key = `${kind}/${record.externalId}`;
    const versions = this.#versions.get(key) ?? [];
    const current = versions.at(-1);
    if (current?.contentHash === record.hash) return "same";
    const isOlder = record.updatedAt && current?.sourceUpdatedAt && record.updatedAt < current.sourceUpdatedAt;
    if (isOlder) return "same";
    const { hash: contentHash, updatedAt: sourceUpdatedAt, payload } = record;
    const version = {
      version: versions.length + 1,
      isCurrent: true,
      payload,
      contentHash,
      sourceUpdatedAt,
      withheld: null,
    };
    this.#versions.set(key, [...versions.map((each) => ({ ...each, isCurrent: false })), version]);
    this.#tell(accountId, kind, record.externalId);
    return current ? "changed" : "added";
  }

  #tell(accountId: SupplierAccountId, kind: RecordKind, externalId: string): void {
    const subject = `${accountId}/${externalId}`;
    const recordId = rawIdSchema.parse(this.#newId());
    const id = this.#newId();
    if (kind === "items") {
      this.#outbox.add({ id, kind: ITEM_CHANGED, subject, payload: { itemId: recordId } }, "dropship");
    }
    if (kind === "orders") {
      this.#outbox.add({ id, kind: SUPPLIER_ORDER_CHANGED, subject, payload: { recordId } }, "market");
    }
  }

  #stateOf(jobId: SyncJobId): State | undefined {
    return [...this.#states.values()].find((state) => state.jobId === jobId);
  }

  #add(job: Pick<SyncJob, "accountId" | "kind" | "mode" | "status"> & Partial<SyncJob>): SyncJob {
    const id = syncJobIdSchema.parse(this.#newId());
    const made = {
      ...NOTHING,
      updatedSince: null,
      error: null,
      startedAt: null,
      finishedAt: null,
      createdAt: EPOCH,
      ...job,
      id,
    };
    this.#jobs.set(id, made);
    return made;
  }

  #change(id: SyncJobId, changes: Partial<SyncJob>): SyncJob {
    const changed = { ...this.#jobs.get(id)!, ...changes };
    this.#jobs.set(id, changed);
    return changed;
  }
}
