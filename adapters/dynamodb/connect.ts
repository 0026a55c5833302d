import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export interface DynamoOptions {
  readonly region: string;
  /** Of DynamoDB Local; default: AWS. */
  readonly endpoint?: string;
  /** Default: the AWS credential chain. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** Connects on first use. Tries three times within a second, then throws. */
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

const SOCKETS = { maxSockets: 100, keepAlive: true };
