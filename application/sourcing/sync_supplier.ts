import type { Digest } from "../../domain/shared/digest.ts";
import { canonicalJson } from "../../domain/shared/canonical_json.ts";
import type { SupplierAccountId, SyncJobId } from "../../domain/sourcing/ids.ts";
import type { RecordKind } from "../../domain/sourcing/supplier_item.ts";
import { reasonOf } from "../shared/fault.ts";
import type { WritesOne } from "./one_database.ts";
import { type FeedPage, FeedRefused, type PartnerFormat, type RecordFeed } from "./ports/partners.ts";
import type { SupplierJournal, SyncCounts, SyncJob, SyncMode, SyncPage, SyncPosition } from "./ports/suppliers.ts";

export type SyncSupplierDeps = WritesOne<{
  readonly journal: SupplierJournal;
  readonly feed: RecordFeed;
  readonly format: Pick<PartnerFormat, "supplierRecord">;
  readonly digest: Digest;
  readonly clock: () => Date;
}>;

interface SyncSupplierOptions {
  readonly accountId: SupplierAccountId;
  readonly kind: RecordKind;
  readonly mode: SyncMode;
  readonly jobId?: SyncJobId;
  readonly runner: string;
  readonly signal: AbortSignal;
  readonly onPage?: (counts: SyncCounts) => void;
}

/** For a feed that forgets every cursor. */
const MAX_RESTARTS = 3;
/** Changes during a reading are read again by the next. */
const OVERLAP_MS = 300_000;

/**
 * Pages are stored with their position; unreadable records become rejects. Ends as DONE, UNCHANGED, STOPPED (aborted,
 * or replaced by another run) or FAILED (refused by the feed, or `Outage`, which is thrown too).
 */
export async function syncSupplier(deps: SyncSupplierDeps, options: SyncSupplierOptions): Promise<SyncJob> {
  const { journal } = deps;
  const { accountId, kind, mode, jobId, runner, signal } = options;
  const { job, position } = await journal.begin({ accountId, kind, mode, ...(jobId ? { id: jobId } : {}) }, runner);
  try {
    const outcome = await readRound(deps, options, job.id, position);
    return await journal.finish(job.id, outcome, null);
  } catch (error) {
    if (signal.aborted) return await journal.finish(job.id, "STOPPED", null);
    const failed = await journal.finish(job.id, "FAILED", reasonOf(error)).catch(() => null);
    if (error instanceof FeedRefused && failed) return failed;
    throw error;
  }
}

async function readRound(
  { journal, feed, format, digest, clock }: SyncSupplierDeps,
  { kind, signal, onPage }: SyncSupplierOptions,
  jobId: SyncJobId,
  first: SyncPosition,
): Promise<"DONE" | "UNCHANGED" | "STOPPED"> {
  let position = first;
  let restarts = 0;
  for (;;) {
    if (signal.aborted) return "STOPPED";
    const answer = await feed.read({ kind, ...position }, {
      signal,
      onAttempt: (attempt) => journal.logFetch(jobId, attempt),
    });
    if (answer.outcome === "not_modified") return "UNCHANGED";
    if (answer.outcome === "gone") {
      if (++restarts > MAX_RESTARTS) {
        throw new FeedRefused("Cannot read the feed: it forgets its cursors again and again");
      }
      const restarted = await journal.restart(jobId);
      if (restarted === "replaced") return "STOPPED";
      position = restarted;
      continue;
    }
    if (answer.nextCursor !== null && answer.nextCursor === position.cursor) {
      throw new FeedRefused(`Cannot read the feed: the page after ${answer.nextCursor} is that page itself`);
    }
    const counts = await journal.store(jobId, pageOf(answer, { kind, position, format, digest, now: clock() }));
    if (counts === "replaced") return "STOPPED";
    onPage?.(counts);
    if (answer.nextCursor === null) return "DONE";
    position = { ...position, cursor: answer.nextCursor, etag: null };
  }
}

function pageOf(
  { records, nextCursor, etag, asOf }: FeedPage,
  { kind, position, format, digest, now }: {
    readonly kind: RecordKind;
    readonly position: SyncPosition;
    readonly format: Pick<PartnerFormat, "supplierRecord">;
    readonly digest: Digest;
    readonly now: Date;
  },
): SyncPage {
  const page = {
    from: position.cursor,
    next: nextCursor,
    etag,
    asOf: new Date((asOf ?? now).getTime() - OVERLAP_MS),
    seen: records.length,
    records: [] as SyncPage["records"][number][],
    rejects: [] as SyncPage["rejects"][number][],
  };
  for (const raw of records) {
    const canonical = canonicalJson(raw) ?? "null";
    const hash = digest(canonical);
    const read = format.supplierRecord(kind, raw);
    if (read.ok) page.records.push({ ...read.value, hash });
    else page.rejects.push({ payload: canonical, hash, reason: read.refusal.details.join("; ") });
  }
  return page;
}
