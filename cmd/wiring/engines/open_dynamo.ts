import { connectDynamo } from "../../../adapters/dynamodb/connect.ts";
import { DynamoCustomerEvents } from "../../../adapters/dynamodb/customer_events.ts";
import { DynamoEventRecord } from "../../../adapters/dynamodb/event_record.ts";
import { dynamoRefusalOf } from "../../../adapters/dynamodb/probe.ts";
import { ensureEventsTable, requireEventsTable } from "../../../adapters/dynamodb/events_table.ts";
import { withRetry } from "../../../adapters/system/with_retry.ts";
import { DataRefused, Outage, reasonOf } from "../../../application/shared/fault.ts";
import type { DynamoConfig } from "../config/identity_config.ts";
import { WrongSettings } from "../config/settings.ts";
import type { Process } from "../process/run_process.ts";
import { dynamoSettings, explainRefusal } from "./remedies.ts";
import { requireReachable } from "./require_engines.ts";

export async function openDynamo(
  { log, health, longRunning, signal, closing }: Process,
  config: DynamoConfig,
) {
  const { region, endpoint, credentials, table, sharded, createTable } = config;
  const dynamo = connectDynamo({
    region,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
  });
  closing.opened("DynamoDB", () => dynamo.destroy());
  const retry = withRetry((error) => log.warn({ reason: reasonOf(error) }, "cannot reach DynamoDB yet: trying again"));
  const ensure = () => createTable ? ensureEventsTable(dynamo, table) : requireEventsTable(dynamo, table);
  const refusalOf = (error: unknown) => dynamoRefusalOf(error instanceof Outage ? error.cause : error, config);
  await ensure().catch((error) => {
    if (error instanceof DataRefused) throw ofOtherKeys(table, error);
    requireReachable(refusalOf(error), dynamoSettings(config));
    if (!longRunning) throw error;
    return retry(ensure, signal).catch((later) => {
      throw later instanceof DataRefused ? ofOtherKeys(table, later) : later;
    });
  });
  health.needs(
    "dynamodb",
    () => requireEventsTable(dynamo, table),
    (error) => explainRefusal(refusalOf(error), dynamoSettings(config)),
  );
  return {
    name: "DynamoDB",
    asked: new DynamoCustomerEvents(dynamo, table),
    record: new DynamoEventRecord(dynamo, table, { sharded, now: () => new Date() }),
  };
}

function ofOtherKeys(table: string, error: DataRefused): WrongSettings {
  return new WrongSettings([`DYNAMODB_TABLE is ${table}: ${reasonOf(error.cause)}; name another table`]);
}
