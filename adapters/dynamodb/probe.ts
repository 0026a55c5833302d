import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceNotFoundException,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { reasonOf } from "../../application/shared/fault.ts";
import { withTimeout } from "../system/with_timeout.ts";
import { connectDynamo, type DynamoOptions } from "./connect.ts";
import { eventsTable } from "./events_table.ts";

/** What a look at the table of events found, or why there was nothing to see. */
export type DynamoProbe =
  | { readonly reachable: true; readonly table: TableFacts | null }
  | { readonly reachable: false; readonly reason: string };

export interface TableFacts {
  readonly status: string;
  /** What this program needs and the table has otherwise, in words: "the index DayIndex is missing". */
  readonly differences: readonly string[];
  /** Whether events leave by themselves when their time is over. */
  readonly expires: boolean;
  readonly bytes: number;
  readonly items: number;
}

const ANSWER_WITHIN_MS = 10_000;

/** Looks at a table and changes nothing. Never throws. */
export async function probeDynamo(options: DynamoOptions, table: string): Promise<DynamoProbe> {
  const dynamo = connectDynamo(options);
  try {
    return await withTimeout(ANSWER_WITHIN_MS, look());
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { reachable: true, table: null };
    return { reachable: false, reason: reasonOf(error) };
  } finally {
    dynamo.destroy();
  }

  async function look(): Promise<DynamoProbe> {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: table }));
    const { TimeToLiveDescription: ttl } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName: table }));
    return {
      reachable: true,
      table: {
        status: Table!.TableStatus ?? "unknown",
        differences: differencesOf(Table!),
        expires: ttl?.TimeToLiveStatus === "ENABLED" || ttl?.TimeToLiveStatus === "ENABLING",
        bytes: Table!.TableSizeBytes ?? 0,
        items: Table!.ItemCount ?? 0,
      },
    };
  }
}

/** Against the table that this program would make. */
function differencesOf(found: TableDescription): string[] {
  const wanted = eventsTable(found.TableName!);
  const keys = (schema: TableDescription["KeySchema"]) =>
    schema?.map(({ AttributeName }) => AttributeName).join(" and ");
  const differences = keys(found.KeySchema) === keys(wanted.KeySchema)
    ? []
    : [`its key is ${keys(found.KeySchema)}, not ${keys(wanted.KeySchema)}`];
  for (const { IndexName, KeySchema } of wanted.GlobalSecondaryIndexes!) {
    const index = found.GlobalSecondaryIndexes?.find((index) => index.IndexName === IndexName);
    if (!index) differences.push(`the index ${IndexName} is missing`);
    else if (keys(index.KeySchema) !== keys(KeySchema)) {
      differences.push(`the index ${IndexName} is by ${keys(index.KeySchema)}, not by ${keys(KeySchema)}`);
    }
  }
  return differences;
}
