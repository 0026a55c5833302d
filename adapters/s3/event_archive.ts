import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import {
  CreateBucketCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { Outage, reasonOf } from "../../application/shared/fault.ts";
import type { Archived, ArchiveLine, EventArchive } from "../../application/identity/ports/events.ts";
import { sealLines } from "../system/archive_lines.ts";

export interface ArchiveOptions {
  readonly bucket: string;
  readonly region: string;
  /** Of another store with S3's API, with path-style buckets. */
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

export function s3Settings({ region, endpoint, credentials }: ArchiveOptions): S3ClientConfig {
  return {
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(credentials ? { credentials } : {}),
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 60_000 },
  };
}

/** Storage class GLACIER; never reads an object back, which would take hours. */
export class S3EventArchive implements EventArchive {
  readonly place: string;
  readonly #s3: S3Client;
  readonly #bucket: string;

  constructor(options: ArchiveOptions) {
    this.#bucket = options.bucket;
    this.place = `s3://${options.bucket}`;
    this.#s3 = new S3Client({ ...s3Settings(options), maxAttempts: 4 });
  }

  put(name: string, lines: readonly ArchiveLine[]): Promise<Archived> {
    return mapRedisErrors(async () => {
      const object = await sealLines(name, lines);
      const sha256 = createHash("sha256").update(object).digest("base64");
      await this.#s3.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: name,
          Body: object,
          ContentType: "application/gzip",
          StorageClass: "GLACIER",
          // S3 refuses a body whose checksum differs.
          ChecksumSHA256: sha256,
          Metadata: { events: String(lines.length), sha256: Buffer.from(sha256, "base64").toString("hex") },
        }),
      );
      const archived = await this.#find(name, sha256);
      if (!archived || archived.events !== lines.length || archived.bytes !== object.length) {
        throw new Error(`${name} is not there as it was written`);
      }
      return archived;
    });
  }

  find(name: string): Promise<Archived | null> {
    return mapRedisErrors(() => this.#find(name));
  }

  /** For development: on AWS, CloudFormation creates the bucket. */
  makeBucket(): Promise<void> {
    return mapRedisErrors(async () => {
      await this.#s3.send(new CreateBucketCommand({ Bucket: this.#bucket })).catch((error) => {
        if (error.name !== "BucketAlreadyOwnedByYou" && error.name !== "BucketAlreadyExists") throw error;
      });
    });
  }

  close(): void {
    this.#s3.destroy();
  }

  async #find(name: string, sha256?: string): Promise<Archived | null> {
    try {
      const head = await this.#s3.send(
        new HeadObjectCommand({ Bucket: this.#bucket, Key: name, ChecksumMode: "ENABLED" }),
      );
      if (head.StorageClass !== "GLACIER") throw new Error(`${name} has the storage class ${head.StorageClass}`);
      if (sha256 && head.ChecksumSHA256 && head.ChecksumSHA256 !== sha256) throw new Error(`${name} has been changed`);
      return { events: Number(head.Metadata?.events), bytes: head.ContentLength ?? 0 };
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }
}

async function mapRedisErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // S3's errors may have no message.
    const named = error instanceof Error && !error.message ? new Error(error.name, { cause: error }) : error;
    throw new Outage(
      "S3",
      reasonOf(named) === "UnknownError" ? new Error("an unknown error", { cause: error }) : named,
    );
  }
}
