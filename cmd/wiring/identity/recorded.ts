import type { IdentityDeps, RecordedDeps } from "../../../adapters/http/identity/deps.ts";
import { PostgresArchiveCatalogue } from "../../../adapters/postgres/identity/archive_catalogue.ts";
import { PostgresCustomerSpellings } from "../../../adapters/postgres/identity/customer_spellings.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresErasureRegister } from "../../../adapters/postgres/identity/erasure_register.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";
import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import { openErasureDigests } from "../engines/erasure_key.ts";
import { withCleanPages } from "../engines/clean_pages.ts";
import { identityNames } from "../../../adapters/kafka/stream_names.ts";
import { logStore } from "../engines/log_store.ts";
import type { Log } from "../engines/kafka.ts";
import type { Events } from "../engines/dynamodb.ts";
import type { Process } from "../process/run_process.ts";

const BACKUPS_KEPT_MS = 35 * DAY_MS;

interface PersonalData {
  readonly sql: Sql;
  readonly log: Log;
  readonly events: Events;
}

export function withRecorded(process: Process, identity: IdentityDeps, stores: PersonalData): IdentityDeps {
  return { ...identity, recorded: recordedDeps(process, { ...stores, lastSightings: identity.lastSightings }) };
}

function recordedDeps(
  { config }: Process,
  { sql, log, events, lastSightings }: PersonalData & Pick<IdentityDeps, "lastSightings">,
): RecordedDeps {
  const { topic } = identityNames(config.prefix);
  const digests = openErasureDigests(config);
  const spellings = new PostgresCustomerSpellings(sql);
  const erasure: RecordedDeps["erasure"] = {
    spellings,
    register: new PostgresErasureRegister(sql, topic, digests),
    stores: [
      {
        name: config.redis ? "Redis" : "Redis (in this process)",
        erase: async (customer) => [
          { place: "customer:<id>", records: await lastSightings.forget(customer) ? 1 : 0 },
        ],
      },
      {
        name: events.name,
        erase: async (customer, at) => [
          {
            place: config.identity.dynamodb?.table ?? "CustomerEvents",
            records: await events.record.removeAll(customer),
          },
          ...config.identity.dynamodb ? [backupsOf(at)] : [],
        ],
      },
      new PostgresArchiveCatalogue(sql, digests),
      logStore(log, [topic, deadLetterTopic(topic)]),
    ],
    digestOf: sha256,
  };
  return {
    events: events.asked,
    spellings,
    erasure: withCleanPages(config, sql, erasure, {
      always: [
        "customers",
        "customer_identities",
        "confidence_feedback",
        "outbox",
        "webhook_outbox",
        "customer_keys",
        "event_archives",
        "id_spellings",
      ],
    }),
  };
}

/** What a table with point-in-time recovery may be restored to; `deploy/cloudformation` switches it on. */
function backupsOf(at: Date) {
  const goneBy = new Date(at.getTime() + BACKUPS_KEPT_MS);
  return { place: "point-in-time backups, where switched on", records: null, goneBy };
}
