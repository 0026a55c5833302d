import type { CustomerEvents, EventRecord, OldEvents } from "../../../application/identity/ports/events.ts";
import { importOnDemand } from "../../../adapters/system/asset_url.ts";
import type { Process } from "../process/run_process.ts";
import { embeddedEvents } from "./embedded.ts";

export interface Events {
  readonly name: string;
  readonly asked: CustomerEvents;
  readonly record: EventRecord & OldEvents;
}

export async function openEvents(process: Process): Promise<Events> {
  const { dynamodb } = process.config.identity;
  if (dynamodb) {
    const { openDynamo } = await importOnDemand<typeof import("./open_dynamo.ts")>("cmd/wiring/engines/open_dynamo.ts");
    return await openDynamo(process, dynamodb);
  }
  const memory = await embeddedEvents(process);
  return { name: "DynamoDB (in this process)", asked: memory, record: memory };
}
