import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { EventItem, EventItemKey } from "./event_items.ts";
import { partitionKey, partOf } from "./partition_key.ts";

interface Ways {
  readonly plain: boolean;
  readonly sharded: boolean;
}

/** No customer's id: those have no control characters. Not in the index: it has no day. */
const NOTES = "\u0001notes";
const WAYS = { CustomerID: NOTES, DetectedAt: "ways" };
const MONTH = "month ";

/** How and in which months events were written, for readers and writers with another setting. Never removed. */
export class TableNotes {
  readonly #dynamo: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #months = new Set<string>();
  #noted = false;
  #ways: Ways = { plain: false, sharded: false };

  constructor(dynamo: DynamoDBDocumentClient, table: string) {
    this.#dynamo = dynamo;
    this.#table = table;
  }

  async ways(): Promise<Ways> {
    if (this.#ways.plain && this.#ways.sharded) return this.#ways;
    const { Item } = await this.#dynamo.send(
      new GetCommand({ TableName: this.#table, Key: WAYS, ConsistentRead: true }),
    );
    return this.#ways = { plain: Item?.Plain === true, sharded: Item?.Sharded === true };
  }

  /** Call before events of `months` are written. */
  async note(sharded: boolean, months: readonly string[]): Promise<Ways> {
    for (const month of new Set(months)) {
      if (this.#months.has(month)) continue;
      const Key = { CustomerID: NOTES, DetectedAt: `${MONTH}${month}` };
      await this.#dynamo.send(new UpdateCommand({ TableName: this.#table, Key }));
      this.#months.add(month);
    }
    if (!this.#noted) {
      await this.#dynamo.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: WAYS,
          UpdateExpression: "set #way = :yes",
          ExpressionAttributeNames: { "#way": sharded ? "Sharded" : "Plain" },
          ExpressionAttributeValues: { ":yes": true },
        }),
      );
      await this.ways();
      this.#noted = true;
    }
    return this.#ways;
  }

  async months(): Promise<string[]> {
    const { Items = [] } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "CustomerID = :notes and begins_with(DetectedAt, :month)",
        ExpressionAttributeValues: { ":notes": NOTES, ":month": MONTH },
        ConsistentRead: true,
      }),
    );
    return Items.map(({ DetectedAt }) => String(DetectedAt).slice(MONTH.length));
  }
}

/** The key in the other way (sharded or not). */
export function otherHome(item: EventItem, customerId: string, sharded: boolean): EventItemKey {
  const CustomerID = partitionKey(customerId, sharded ? null : partOf(customerId, item.DetectedAt));
  return { CustomerID, DetectedAt: item.DetectedAt };
}
