import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { reasonOf } from "../../application/shared/fault.ts";
import { type ArchiveOptions, s3Settings } from "./event_archive.ts";

/** What a look at the archive's bucket found, or why there was nothing to see. */
export type BucketProbe =
  | { readonly reachable: true; readonly bucket: "there" | "missing" | "forbidden" }
  | { readonly reachable: false; readonly reason: string };

const STATES: ReadonlyMap<number, "missing" | "forbidden"> = new Map([[404, "missing"], [403, "forbidden"]]);

/** Looks at a bucket and changes nothing; whether objects may be put there shows only the first one. Never throws. */
export async function probeBucket(options: ArchiveOptions): Promise<BucketProbe> {
  const s3 = new S3Client({ ...s3Settings(options), maxAttempts: 1 });
  try {
    await s3.send(new HeadBucketCommand({ Bucket: options.bucket }));
    return { reachable: true, bucket: "there" };
  } catch (error) {
    // An answer to HEAD has no body that would name the error.
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    const bucket = STATES.get(status ?? 0);
    return bucket ? { reachable: true, bucket } : { reachable: false, reason: reasonOf(error) };
  } finally {
    s3.destroy();
  }
}
