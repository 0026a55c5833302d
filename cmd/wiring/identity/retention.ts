import { PostgresArchiveCatalogue } from "../../../adapters/postgres/identity/archive_catalogue.ts";
import { IdentityPartitions } from "../../../adapters/postgres/identity/identity_partitions.ts";
import { PostgresLongUnseen } from "../../../adapters/postgres/identity/long_unseen.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { archiveEvents, type EventsArchived } from "../../../application/identity/archive_events.ts";
import { expireIdentities, type IdentitiesExpired } from "../../../application/identity/expire_identities.ts";
import type { EventArchive, EventRecord, OldEvents } from "../../../application/identity/ports/events.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { Process } from "../process/run_process.ts";
import type { ErasureDigests } from "../../../adapters/system/erasure_digests.ts";
import { openErasureDigests } from "../engines/erasure_key.ts";
import { eachDay } from "./each_day.ts";
import { openArchive } from "./open_archive.ts";

export const NO_ARCHIVE = "ARCHIVE_BUCKET is not set, and events in DynamoDB leave for a bucket alone";

interface RetentionStores {
  readonly sql: Sql;
  readonly record: EventRecord & OldEvents;
  readonly archive: EventArchive | null;
  readonly digests: ErasureDigests;
}

interface RoundOptions {
  readonly asOf: Date;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (events: number) => void;
}

export interface RetentionRound {
  readonly asOf: Date;
  readonly dryRun: boolean;
  readonly identities: IdentitiesExpired;
  /** `null` without an archive: events stay where they are. */
  readonly events: EventsArchived & { readonly archive: string } | null;
}

/** Archives events first, while the keys of all customers exist. */
export async function retentionRound(
  { sql, record, archive, digests }: RetentionStores,
  { onProgress = () => {}, ...options }: RoundOptions,
): Promise<RetentionRound> {
  const { asOf, dryRun } = options;
  const events = archive && await archiveEvents(
    { record, archive, catalogue: new PostgresArchiveCatalogue(sql, digests), digestOf: sha256 },
    { ...options, onProgress },
  );
  const identities = await expireIdentities(
    { identities: new IdentityPartitions(sql), customers: new PostgresLongUnseen(sql) },
    options,
  );
  return { asOf, dryRun, identities, events: events && { ...events, archive: archive.place } };
}

/** A round each day (UTC), until the process is stopped; one that fails is tried again in an hour. */
export async function keepRetention(process: Process, stores: Pick<RetentionStores, "sql" | "record">): Promise<void> {
  const { log, signal } = process;
  const digests = openErasureDigests(process.config);
  let archive: EventArchive | null = null;
  const round = async (asOf: Date) => {
    archive ??= await openArchive(process);
    const { identities, events } = await retentionRound({ ...stores, archive, digests }, {
      asOf,
      dryRun: false,
      signal,
    });
    if (signal.aborted) return;
    const { before, years, customers, added } = identities;
    const identifications = years.reduce((sum, { rows }) => sum + rows, 0);
    log.info(
      { before, identifications, customers, added, archived: events?.events ?? NO_ARCHIVE },
      "what was too old is gone",
    );
  };
  await eachDay(round, signal, (error) => {
    log.warn({ reason: reasonOf(error) }, "cannot remove what is too old now: trying again in an hour");
  });
}
