import { PostgresArchiveCatalogue } from "../../adapters/postgres/identity/archive_catalogue.ts";
import { IdentityPartitions } from "../../adapters/postgres/identity/identity_partitions.ts";
import { PostgresLongUnseen } from "../../adapters/postgres/identity/long_unseen.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { archiveEvents } from "../../application/identity/archive_events.ts";
import { expireIdentities } from "../../application/identity/expire_identities.ts";
import { openArchive } from "./open_archive.ts";
import { openEvents } from "../wiring/engines/dynamodb.ts";
import { openErasureDigests } from "../wiring/engines/erasure_key.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import type { Process } from "../wiring/process/run_process.ts";
import type { RetentionArguments } from "./arguments.ts";
import { asJson, asText } from "./report.ts";

/** Archives events first, while the keys of all customers exist; returns the exit status. */
export async function runRetention(process: Process, { asOf, dryRun, json }: RetentionArguments): Promise<number> {
  const { config, signal } = process;
  // Without DynamoDB the events are in the data folder, which one process at a time may open.
  const sql = await openMigratedDatabase(process, "retention", { exclusive: config.identity.dynamodb === null });
  const { record } = await openEvents(process);
  const archive = await openArchive(process);
  const progress = createProgress({ silent: json, unit: "events" });
  try {
    const events = await archiveEvents(
      { record, archive, catalogue: new PostgresArchiveCatalogue(sql, openErasureDigests(config)), digestOf: sha256 },
      { asOf, dryRun, signal, onProgress: (done) => progress.show("archive", done, null) },
    );
    progress.end();
    const identities = await expireIdentities(
      { identities: new IdentityPartitions(sql), customers: new PostgresLongUnseen(sql) },
      { asOf, dryRun, signal },
    );
    const report = { asOf, dryRun, identities, events: { ...events, archive: archive.place } };
    console.log(json ? asJson(report) : asText(report));
    return events.complete ? 0 : 1;
  } finally {
    progress.end();
  }
}
