import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceNotFoundException,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { reasonOf } from "../../application/shared/fault.ts";
import { type ConnectionRefusal, errorText, networkCodeOf, type Probe } from "../system/connection_refusal.ts";
import { withTimeout } from "../system/with_timeout.ts";
import { connectDynamo, type DynamoOptions } from "./connect.ts";
import { eventsTable, keyNames } from "./events_table.ts";

export interface TableFacts {
  readonly status: string;
  /** From what this program needs, such as "the index DayIndex is missing". */
  readonly differences: readonly string[];
  readonly expires: boolean;
  readonly bytes: number;
  readonly items: number;
}

const TIMEOUT_MS = 10_000;

/** `null`: no such table. Changes nothing. Never throws. */
export async function probeDynamo(options: DynamoOptions, table: string): Promise<Probe<TableFacts | null>> {
  const dynamo = connectDynamo(options);
  try {
    return await withTimeout(TIMEOUT_MS, read());
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { reachable: true, facts: null };
    return { reachable: false, refusal: dynamoRefusalOf(error, options) };
  } finally {
    dynamo.destroy();
  }

  async function read(): Promise<Probe<TableFacts>> {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: table }));
    const { TimeToLiveDescription: ttl } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName: table }));
    return {
      reachable: true,
      facts: {
        status: Table!.TableStatus ?? "unknown",
        differences: differencesOf(Table!),
        expires: ttl?.TimeToLiveStatus === "ENABLED" || ttl?.TimeToLiveStatus === "ENABLING",
        bytes: Table!.TableSizeBytes ?? 0,
        items: Table!.ItemCount ?? 0,
      },
    };
  }
}

export function dynamoRefusalOf(
  error: unknown,
  { endpoint, region }: { readonly endpoint?: string | null; readonly region: string },
): ConnectionRefusal {
  const text = errorText(error);
  const code = /credentials|profile|token.*expired|security token|signature/i.test(text)
    ? "login_refused"
    : /not authorized|AccessDenied/i.test(text)
    ? "not_allowed"
    : networkCodeOf(error);
  return { code, detail: reasonOf(error), address: endpoint ? new URL(endpoint).host : `AWS in ${region}` };
}

function differencesOf(found: TableDescription): string[] {
  const wanted = eventsTable(found.TableName!);
  const differences = keyNames(found.KeySchema) === keyNames(wanted.KeySchema)
    ? []
    : [`its key is ${keyNames(found.KeySchema)}, not ${keyNames(wanted.KeySchema)}`];
  for (const { IndexName, KeySchema } of wanted.GlobalSecondaryIndexes!) {
    const index = found.GlobalSecondaryIndexes?.find((index) => index.IndexName === IndexName);
    if (!index) differences.push(`the index ${IndexName} is missing`);
    else if (keyNames(index.KeySchema) !== keyNames(KeySchema)) {
      differences.push(`the index ${IndexName} is by ${keyNames(index.KeySchema)}, not by ${keyNames(KeySchema)}`);
    }
  }
  return differences;
}
