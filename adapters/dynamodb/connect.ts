import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export interface DynamoOptions {
  readonly region: string;
  /** The endpoint of DynamoDB Local; without it, AWS. */
  readonly endpoint?: string;
  /** Without them, the AWS credential chain (role, profile). */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** Connects on first use. Retries a failed or throttled request twice within a second, then throws. */
export function connectDynamo({ region, endpoint, credentials }: DynamoOptions): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    region,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000, httpAgent: SOCKETS, httpsAgent: SOCKETS },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Reads of a day or of a sharded customer ask many partitions at once. */
const SOCKETS = { maxSockets: 100, keepAlive: true };
