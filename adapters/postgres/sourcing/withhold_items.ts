import type { SyncPage } from "../../../application/sourcing/ports/suppliers.ts";
import { missingReason, tooMuchMissing, unreadableReason } from "../../../domain/sourcing/withheld_reasons.ts";
import type { SupplierAccountId, SyncJobId } from "../../../domain/sourcing/ids.ts";
import { isDoubtful } from "../../../domain/shared/missing_share.ts";
import type { RecordKind } from "../../../domain/sourcing/supplier_item.ts";
import type { SourceScope } from "./database.ts";
import { RAW_TABLES } from "./supplier_rows.ts";

interface Round {
  readonly accountId: SupplierAccountId;
  readonly kind: RecordKind;
  readonly jobId: SyncJobId;
  readonly roundId: string;
  /** Everything was asked for. */
  readonly isComplete: boolean;
}

interface Withheld {
  readonly knownRejected: number;
  readonly missing: number;
  readonly doubt: string | null;
  readonly withheld: readonly { readonly id: string; readonly externalId: string }[];
}

/** In the transaction of a page: marks what it has, and withholds what it can't be read of or a complete reading lacks. */
export async function withholdUnsafe(
  scope: SourceScope,
  round: Round,
  { records, rejects, asOf, mostMissing }: Pick<SyncPage, "records" | "rejects" | "asOf" | "mostMissing">,
): Promise<Withheld> {
  const unreadable = [
    ...new Map(rejects.flatMap(({ externalId: id, reason }) => id === null ? [] : [[id, unreadableReason(reason)]])),
  ].map(([id, reason]) => ({ id, reason }));
  const knownRejected = await countKnown(scope, round, unreadable.map(({ id }) => id));
  if (round.kind !== "items") return { knownRejected, missing: 0, doubt: null, withheld: [] };
  const rejected = knownRejected === 0 ? [] : await withhold(scope, round, unreadable);
  if (round.isComplete) {
    await markSeen(scope, round, [...records.map(({ externalId }) => externalId), ...unreadable.map(({ id }) => id)]);
  }
  if (mostMissing === null || !round.isComplete) return { knownRejected, missing: 0, doubt: null, withheld: rejected };
  const [counted] = await scope`
    select count(*) filter (where seen_in is distinct from ${round.roundId}) as missing, count(*) as known
    from supplier_item_raw
    where account_id = ${round.accountId} and is_current
      and (withheld is null or seen_in is not distinct from ${round.roundId})`;
  const [missing, known] = [Number(counted!.missing), Number(counted!.known)];
  if (isDoubtful({ missing, known, most: mostMissing })) {
    return { knownRejected, missing, doubt: tooMuchMissing({ missing, known, most: mostMissing }), withheld: rejected };
  }
  const gone = missing === 0 ? [] : await scope`
    select external_id as id, ${missingReason(asOf)} as reason from supplier_item_raw
    where account_id = ${round.accountId} and is_current and withheld is null
      and seen_in is distinct from ${round.roundId}`;
  const swept = await withhold(scope, round, gone as unknown as typeof unreadable);
  return { knownRejected, missing, doubt: null, withheld: [...rejected, ...swept] };
}

async function countKnown(scope: SourceScope, { accountId, kind }: Round, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return (await scope`
    select from ${scope(RAW_TABLES[kind])}
    where account_id = ${accountId} and is_current and external_id = any(${ids})`).count;
}

async function markSeen(scope: SourceScope, { accountId, roundId }: Round, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await scope`
    update supplier_item_raw set seen_in = ${roundId}
    where account_id = ${accountId} and is_current and external_id = any(${ids})`;
}

/** A version that says what was said before, and why it does not count. Unknown items and known reasons change nothing. */
async function withhold(
  scope: SourceScope,
  { accountId, jobId }: Round,
  items: readonly { readonly id: string; readonly reason: string }[],
) {
  if (items.length === 0) return [];
  const replaced = await scope`
    update supplier_item_raw raw set is_current = false
    from json_to_recordset(${JSON.stringify(items)}::text::json) as r(id text, reason text)
    where raw.account_id = ${accountId} and raw.is_current and raw.external_id = r.id
      and raw.withheld is distinct from r.reason
    returning raw.id, r.reason`;
  if (replaced.length === 0) return [];
  const rows = await scope`
    insert into supplier_item_raw (account_id, external_id, version, payload, content_hash, source_updated_at, job_id,
      seen_in, withheld)
    select raw.account_id, raw.external_id, raw.version + 1, raw.payload,
      encode(sha256(convert_to('withheld ' || raw.content_hash || r.reason, 'UTF8')), 'hex'), raw.source_updated_at,
      ${jobId}, raw.seen_in, r.reason
    from json_to_recordset(${JSON.stringify(replaced)}::text::json) as r(id uuid, reason text)
    join supplier_item_raw raw on raw.id = r.id
    returning id, external_id`;
  return rows.map(({ id, external_id }) => ({ id: id as string, externalId: external_id as string }));
}
