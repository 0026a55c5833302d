import { DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { connectDynamo } from "../../adapters/dynamodb/connect.ts";
import { DynamoCustomerEvents } from "../../adapters/dynamodb/customer_events.ts";
import { DynamoEventRecord } from "../../adapters/dynamodb/event_record.ts";
import { ensureEventsTable } from "../../adapters/dynamodb/events_table.ts";
import type { CustomerEvents, EventRecord, OldEvents } from "../../application/identity/ports/events.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { customerIdentitySchema } from "../../domain/identity/customer_identity.ts";
import { ANY_CREDENTIALS } from "../engines/installation.ts";
import { requiredAddress } from "../engines/required_address.ts";
import { uniqueName } from "../engines/unique_name.ts";

export interface EventsUnderTest extends AsyncDisposable {
  readonly events: CustomerEvents;
  /** As a process that has just started has it. */
  readonly record: EventRecord & OldEvents;
  /** The same record in a process with the other setting of sharding. */
  readonly otherwise: EventRecord & OldEvents;
}

/** A table of its own in the real engine; deleted when disposed of. */
export async function dynamoEvents({ sharded = false, now = () => new Date() } = {}) {
  const table = uniqueName("events");
  const dynamo = connectDynamo({
    region: "eu-west-1",
    endpoint: requiredAddress("TEST_DYNAMODB_ENDPOINT"),
    credentials: ANY_CREDENTIALS,
  });
  await ensureEventsTable(dynamo, table);
  return {
    dynamo,
    table,
    events: new DynamoCustomerEvents(dynamo, table),
    get record() {
      return new DynamoEventRecord(dynamo, table, { sharded, now });
    },
    get otherwise() {
      return new DynamoEventRecord(dynamo, table, { sharded: !sharded, now });
    },
    [Symbol.asyncDispose]: async () => {
      await dynamo.send(new DeleteTableCommand({ TableName: table }));
      dynamo.destroy();
    },
  } satisfies EventsUnderTest & Readonly<Record<"dynamo" | "table", unknown>>;
}

export function identified(customerId: string, detectedAt: Date | string, beacon = "Table 3"): CustomerIdentified {
  return {
    type: "customer.identified",
    eventId: crypto.randomUUID(),
    identity: customerIdentitySchema.parse({
      customerId,
      beaconId: "550e8400-e29b-41d4-a716-446655440000",
      storeId: "store100",
      location: { name: beacon, type: "table" },
      confidence: 0.95,
      detectedAt: new Date(detectedAt),
    }),
  };
}
