import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export interface DynamoOptions {
  readonly region: string;
  /** Where DynamoDB Local is; AWS itself unless told. */
  readonly endpoint?: string;
  /** Otherwise what the machine has: a role, a profile. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/**
 * A client; no connection is made before it is used. A request that fails or is throttled is tried again twice within a
 * second, then it is the caller's to wait.
 */
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
