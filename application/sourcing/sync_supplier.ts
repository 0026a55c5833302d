import type { Digest } from "../../domain/shared/digest.ts";
import { canonicalJson } from "../../domain/shared/canonical_json.ts";
import type { SupplierAccountId, SyncJobId } from "../../domain/sourcing/ids.ts";
import { MOST_MISSING } from "../../domain/shared/missing_share.ts";
import type { RecordKind } from "../../domain/sourcing/supplier_item.ts";
import { reasonOf } from "../shared/fault.ts";
import type { WritesOne } from "./one_database.ts";
import { type FeedAttempt, type FeedPage, FeedRefused, type PartnerFormat, type RecordFeed } from "./ports/partners.ts";
import type {
  StoredPage,
  SupplierJournal,
  SyncCounts,
  SyncEnd,
  SyncJob,
  SyncMode,
  SyncPage,
  SyncPosition,
} from "./ports/suppliers.ts";

export type SyncSupplierDeps = WritesOne<{
  readonly journal: SupplierJournal;
  readonly feed: RecordFeed;
  readonly format: Pick<PartnerFormat, "supplierRecord" | "supplierIdentity">;
  readonly digest: Digest;
  readonly clock: () => Date;
}>;

interface SyncSupplierOptions {
  readonly accountId: SupplierAccountId;
  readonly kind: RecordKind;
  readonly mode: SyncMode;
  /** Share of the known items that a complete reading may lack; what is missing then is withheld. */
  readonly mostMissing?: number;
  readonly jobId?: SyncJobId;
  readonly runner: string;
  readonly signal: AbortSignal;
  readonly onPage?: (counts: SyncCounts) => void;
}

/** For a feed that forgets every cursor. */
const MAX_RESTARTS = 3;
/** Changes during a reading are read again by the next. */
const OVERLAP_MS = 300_000;
const FOUND_AT_ONCE = 1_000;

interface RoundEnd {
  readonly status: SyncEnd;
  readonly error: string | null;
}

/**
 * Pages are stored with their position; unreadable records become rejects. What is known and can't be read, and what
 * a complete reading lacks, is withheld. Ends as DONE, PARTIAL (known items could not be read, or too many are missing),
 * UNCHANGED, STOPPED (aborted, or replaced by another run) or FAILED (refused by the feed, or `Outage`, which is thrown
 * too).
 */
export async function syncSupplier(deps: SyncSupplierDeps, options: SyncSupplierOptions): Promise<SyncJob> {
  const { journal } = deps;
  const { accountId, kind, mode, jobId, runner, signal } = options;
  const { job, position } = await journal.begin({ accountId, kind, mode, ...(jobId ? { id: jobId } : {}) }, runner);
  try {
    const outcome = await readRound(deps, options, job.id, position);
    return await journal.finish(job.id, outcome.status, outcome.error);
  } catch (error) {
    if (signal.aborted) return await journal.finish(job.id, "STOPPED", null);
    const failed = await journal.finish(job.id, "FAILED", reasonOf(error)).catch(() => null);
    if (error instanceof FeedRefused && failed) return failed;
    throw error;
  }
}

async function readRound(
  { journal, feed, format, digest, clock }: SyncSupplierDeps,
  { kind, mostMissing = MOST_MISSING, signal, onPage }: SyncSupplierOptions,
  jobId: SyncJobId,
  first: SyncPosition,
): Promise<RoundEnd> {
  const ended = (status: SyncEnd, error: string | null = null): RoundEnd => ({ status, error });
  const onAttempt = (attempt: FeedAttempt) => journal.logFetch(jobId, attempt);
  let position = first;
  let restarts = 0;
  for (;;) {
    if (signal.aborted) return ended("STOPPED");
    const answer = await feed.read({ kind, ...position }, { signal, onAttempt });
    if (answer.outcome === "not_modified") return ended("UNCHANGED");
    if (answer.outcome === "gone") {
      if (++restarts > MAX_RESTARTS) {
        throw new FeedRefused("Cannot read the feed: it forgets its cursors again and again");
      }
      const restarted = await journal.restart(jobId);
      if (restarted === "replaced") return ended("STOPPED");
      position = restarted;
      continue;
    }
    if (answer.nextCursor !== null && answer.nextCursor === position.cursor) {
      throw new FeedRefused(`Cannot read the feed: the page after ${answer.nextCursor} is that page itself`);
    }
    const read = pageOf(answer, { kind, position, format, digest, now: clock() });
    const isLast = answer.nextCursor === null;
    const page = isLast && kind === "items" && position.updatedSince === null
      ? { ...await withUnseen(read), mostMissing }
      : read;
    const stored = await journal.store(jobId, page);
    if (stored === "replaced") return ended("STOPPED");
    onPage?.(stored.progress);
    if (isLast) return endOf(kind, stored);
    position = { ...position, cursor: answer.nextCursor, etag: null };
  }

  /** Pages may have moved under the reader: what none of them had is asked for by its id, where that is possible. */
  async function withUnseen(page: SyncPage): Promise<SyncPage> {
    if (!feed.find) return page;
    const seen = [...page.records, ...page.rejects].flatMap(({ externalId }) => externalId ?? []);
    const unseen = await journal.unseen(jobId, seen);
    const found: unknown[] = [];
    for (let at = 0; at < unseen.length; at += FOUND_AT_ONCE) {
      const ids = unseen.slice(at, at + FOUND_AT_ONCE);
      found.push(...await feed.find({ kind, ids }, { signal, onAttempt }));
    }
    const more = readRecords(found, { kind, format, digest });
    return {
      ...page,
      seen: page.seen + found.length,
      records: [...page.records, ...more.records],
      rejects: [...page.rejects, ...more.rejects],
    };
  }
}

function endOf(kind: RecordKind, { progress: { knownRejected }, doubt }: StoredPage): RoundEnd {
  const unreadable = knownRejected === 0
    ? null
    : `${knownRejected} known ${kind} could not be read${kind === "items" ? " and are not for sale" : ""}: ` +
      "see /v1/sourcing/supplier-rejects";
  const error = [unreadable, doubt].filter((each) => each !== null).join("; ");
  return error === "" ? { status: "DONE", error: null } : { status: "PARTIAL", error };
}

function pageOf(
  { records, nextCursor, etag, asOf }: FeedPage,
  { kind, position, format, digest, now }: {
    readonly kind: RecordKind;
    readonly position: SyncPosition;
    readonly format: SyncSupplierDeps["format"];
    readonly digest: Digest;
    readonly now: Date;
  },
): SyncPage {
  return {
    from: position.cursor,
    next: nextCursor,
    etag,
    asOf: new Date((asOf ?? now).getTime() - OVERLAP_MS),
    seen: records.length,
    mostMissing: null,
    ...readRecords(records, { kind, format, digest }),
  };
}

function readRecords(
  records: readonly unknown[],
  { kind, format, digest }: { readonly kind: RecordKind } & Pick<SyncSupplierDeps, "format" | "digest">,
): Pick<SyncPage, "records" | "rejects"> {
  const page = {
    records: [] as SyncPage["records"][number][],
    rejects: [] as SyncPage["rejects"][number][],
  };
  for (const raw of records) {
    const canonical = canonicalJson(raw) ?? "null";
    const hash = digest(canonical);
    const read = format.supplierRecord(kind, raw);
    // Of an order less is kept than came, and a digest of the rest could be tried out.
    if (read.ok) {
      page.records.push({ ...read.value, hash: kind === "orders" ? digest(canonicalJson(read.value.payload)) : hash });
    } else {
      const externalId = format.supplierIdentity(kind, raw);
      page.rejects.push({ payload: canonical, hash, reason: read.refusal.details.join("; "), externalId });
    }
  }
  return page;
}
