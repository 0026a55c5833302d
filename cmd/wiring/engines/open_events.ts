import { connectDynamo } from "../../../adapters/dynamodb/connect.ts";
import { DynamoCustomerEvents } from "../../../adapters/dynamodb/customer_events.ts";
import { DynamoEventRecord } from "../../../adapters/dynamodb/event_record.ts";
import { ensureEventsTable, requireEventsTable } from "../../../adapters/dynamodb/events_table.ts";
import { takeDataFolder } from "../../../adapters/embedded/data_folder.ts";
import { Journal } from "../../../adapters/embedded/journal.ts";
import { MemoryCustomerEvents } from "../../../adapters/memory/identity/customer_events.ts";
import { withRetry } from "../../../adapters/system/with_retry.ts";
import type { CustomerEvents, EventRecord, OldEvents } from "../../../application/identity/ports/customer_events.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { DynamoConfig } from "../config/identity_config.ts";
import { folderInUse } from "./open_store.ts";
import type { Process } from "../process/run_process.ts";

/** The record of events, for those who ask it and for those who change it. */
export interface Events {
  /** Shown in certificates and reports. */
  readonly name: string;
  readonly asked: CustomerEvents;
  readonly record: EventRecord & OldEvents;
}

/** Opens DynamoDB, or, where none is configured, the record of this process, kept in a file of the data folder. */
export async function openEvents(process: Process): Promise<Events> {
  const { dynamodb } = process.config.identity;
  if (dynamodb) return await openDynamo(process, dynamodb);
  const memory = await openMemory(process);
  return { name: "DynamoDB (in this process)", asked: memory, record: memory };
}

async function openDynamo(
  { log, health, longRunning, signal, closing }: Process,
  { region, endpoint, credentials, table, sharded, createTable }: DynamoConfig,
): Promise<Events> {
  const dynamo = connectDynamo({
    region,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
  });
  closing.defer(() => dynamo.destroy());
  const retry = withRetry((error) => log.warn({ reason: reasonOf(error) }, "cannot reach DynamoDB yet: trying again"));
  const ensure = () => createTable ? ensureEventsTable(dynamo, table) : requireEventsTable(dynamo, table);
  await (longRunning ? retry(ensure, signal) : ensure());
  health.needs("dynamodb", () => requireEventsTable(dynamo, table));
  return {
    name: "DynamoDB",
    asked: new DynamoCustomerEvents(dynamo, table),
    record: new DynamoEventRecord(dynamo, table, { sharded, now: () => new Date() }),
  };
}

async function openMemory({ config, closing }: Process): Promise<MemoryCustomerEvents> {
  if (config.dataFolder === null) return new MemoryCustomerEvents();
  if (config.database.kind === "server" && config.kafka) {
    // Nobody else in this process has it.
    const folder = await takeDataFolder(config.dataFolder);
    if ("owner" in folder) throw folderInUse(config.dataFolder, folder);
    closing.defer(() => folder.release());
  }
  const { journal, records } = await Journal.open(`${config.dataFolder}/customer-events.jsonl`);
  closing.defer(() => journal.close());
  const events = new MemoryCustomerEvents(journal);
  events.restore(records);
  await journal.keepOnly(() => events.lines());
  return events;
}
