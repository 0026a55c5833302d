import { z } from "zod";
import { type Env, flag, readSettings, WrongSettings } from "./settings.ts";

export interface IdentityConfig {
  /** `null`: the built-in parameters. */
  readonly confidenceParametersFile: string | null;
  /** `null` keeps the record of events in this process. */
  readonly dynamodb: DynamoConfig | null;
  /** `null`: the archive is a folder in the data folder. */
  readonly archive: ArchiveConfig | null;
}

export interface AwsConfig {
  readonly region: string;
  /** `null`: AWS itself. */
  readonly endpoint: string | null;
  /** `null`: the machine's role or profile. */
  readonly credentials: AwsCredentials | null;
}

interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface DynamoConfig extends AwsConfig {
  readonly table: string;
  readonly sharded: boolean;
  readonly createTable: boolean;
}

export interface ArchiveConfig extends AwsConfig {
  readonly bucket: string;
}

const DEFAULT_TABLE = "CustomerEvents";
const DEFAULT_REGION = "ap-northeast-2";
/** DynamoDB Local accepts any, and requires some. */
const ANY_CREDENTIALS: AwsCredentials = { accessKeyId: "local", secretAccessKey: "local" };

const endpoint = z.string().refine(
  (text) => /^https?:\/\//.test(text) && URL.canParse(text),
  "expected an address such as http://localhost:8000",
);

/** Of other programs too: read, and found wrong, only where a setting of ours chose AWS. */
const aws = z.object({
  AWS_REGION: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "expected a region such as ap-northeast-2").optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
});

const identity = z.object({
  CONFIDENCE_PARAMETERS_FILE: z.string().optional(),
  EVENTS: z.enum(["embedded", "dynamodb"], { error: "expected embedded or dynamodb" }).optional(),
  DYNAMODB_ENDPOINT: endpoint.optional(),
  DYNAMODB_TABLE: z.string().regex(/^[a-zA-Z0-9._-]{3,200}$/, "expected 3 to 200 letters, digits, dots, dashes")
    .optional(),
  DYNAMODB_WRITE_SHARDING: flag.default(false),
  ARCHIVE_BUCKET: z.string().regex(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "expected a bucket's name: 3 to 63 small letters, digits, dots, dashes",
  ).optional(),
  S3_ENDPOINT: endpoint.optional(),
});

type Aws = z.output<typeof aws>;

export const IDENTITY_SETTINGS: readonly string[] = [...Object.keys(identity.shape), ...Object.keys(aws.shape)];

export function parseIdentityConfig(env: Env, prefix: string): IdentityConfig {
  const s = readSettings(identity, env);
  const { EVENTS = s.DYNAMODB_ENDPOINT ? "dynamodb" : "embedded" } = s;
  const isRecorded = EVENTS === "dynamodb";
  const missing = [
    ...(s.DYNAMODB_TABLE && !s.EVENTS && !isRecorded
      ? ["EVENTS is not set: DYNAMODB_TABLE is, which means nothing without EVENTS=dynamodb"]
      : []),
    ...(isRecorded && !s.DYNAMODB_ENDPOINT && !env.AWS_REGION
      ? ["AWS_REGION is not set: EVENTS=dynamodb is in a region, or behind DYNAMODB_ENDPOINT"]
      : []),
    ...(s.ARCHIVE_BUCKET && !s.S3_ENDPOINT && !env.AWS_REGION
      ? ["AWS_REGION is not set: ARCHIVE_BUCKET lies in a region, or behind S3_ENDPOINT"]
      : []),
  ];
  if (missing.length > 0) throw new WrongSettings(missing);
  const access = isRecorded || s.ARCHIVE_BUCKET ? readSettings(aws, env) : {};
  return {
    confidenceParametersFile: s.CONFIDENCE_PARAMETERS_FILE ?? null,
    dynamodb: isRecorded
      ? {
        ...awsOf(access, s.DYNAMODB_ENDPOINT),
        table: `${prefix}${s.DYNAMODB_TABLE ?? DEFAULT_TABLE}`,
        sharded: s.DYNAMODB_WRITE_SHARDING,
        createTable: s.DYNAMODB_ENDPOINT !== undefined && !isAmazon(s.DYNAMODB_ENDPOINT),
      }
      : null,
    archive: s.ARCHIVE_BUCKET ? { ...awsOf(access, s.S3_ENDPOINT), bucket: s.ARCHIVE_BUCKET } : null,
  };
}

function awsOf(s: Aws, endpoint: string | undefined): AwsConfig {
  const own = credentialsOf(s);
  const credentials = own ?? (endpoint !== undefined && !isAmazon(endpoint) ? ANY_CREDENTIALS : null);
  return { region: s.AWS_REGION ?? DEFAULT_REGION, endpoint: endpoint ?? null, credentials };
}

function credentialsOf(s: Aws): AwsCredentials | null {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = s;
  if (!accessKeyId && !secretAccessKey) return null;
  if (!accessKeyId || !secretAccessKey) {
    const [missing, given] = accessKeyId
      ? ["AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"]
      : ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
    throw new WrongSettings([`${missing} is not set: ${given} is, and one is nothing without the other`]);
  }
  return { accessKeyId, secretAccessKey, ...(token ? { sessionToken: token } : {}) };
}

function isAmazon(endpoint: string): boolean {
  return /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
}
