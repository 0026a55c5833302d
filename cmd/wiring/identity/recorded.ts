import type { IdentityDeps, RecordedDeps } from "../../../adapters/http/identity/deps.ts";
import { PostgresArchiveCatalogue } from "../../../adapters/postgres/identity/archive_catalogue.ts";
import { PostgresCustomerSpellings } from "../../../adapters/postgres/identity/customer_spellings.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresErasureRegister } from "../../../adapters/postgres/identity/erasure_register.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import type { PersonalDataStore } from "../../../application/identity/ports/customers.ts";
import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import { IDENTITY_GONE_AFTER_MS, identityNames } from "../engines/names.ts";
import type { Events } from "../engines/dynamodb.ts";
import type { Log } from "../engines/kafka.ts";
import type { Process } from "../process/run_process.ts";

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
  const spellings = new PostgresCustomerSpellings(sql);
  return {
    events: events.asked,
    spellings,
    erasure: {
      spellings,
      register: new PostgresErasureRegister(sql, topic),
      stores: [
        {
          name: config.redis ? "Redis" : "Redis (in this process)",
          erase: async (customer) => [
            { place: "customer:<id>", records: await lastSightings.forget(customer) ? 1 : 0 },
          ],
        },
        {
          name: events.name,
          erase: async (customer) => [
            {
              place: config.identity.dynamodb?.table ?? "CustomerEvents",
              records: await events.record.removeAll(customer),
            },
          ],
        },
        new PostgresArchiveCatalogue(sql),
        logStore(log, [topic, deadLetterTopic(topic)]),
      ],
      digestOf: sha256,
    },
  };
}

/** Kafka can't delete by key: its copies expire, and until then the recorder rejects them. */
function logStore({ forget }: Log, topics: readonly string[]): PersonalDataStore {
  return {
    name: forget ? "Kafka (in this process)" : "Kafka",
    erase: async (customer, at) => {
      const goneBy = new Date(at.getTime() + IDENTITY_GONE_AFTER_MS);
      return await Promise.all(
        topics.map(async (place) =>
          forget ? { place, records: await forget(place, customer) } : { place, records: null, goneBy }
        ),
      );
    },
  };
}
