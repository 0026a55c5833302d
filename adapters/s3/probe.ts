import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { reasonOf } from "../../application/shared/fault.ts";
import { networkCodeOf, type Probe } from "../system/connection_refusal.ts";
import { type ArchiveOptions, s3Settings } from "./event_archive.ts";

export type BucketState = "there" | "missing" | "forbidden";

const STATES: ReadonlyMap<number, BucketState> = new Map([[404, "missing"], [403, "forbidden"]]);

/** Changes nothing; the right to put objects is not tried. Never throws. */
export async function probeBucket(options: ArchiveOptions): Promise<Probe<BucketState>> {
  const s3 = new S3Client({ ...s3Settings(options), maxAttempts: 1 });
  try {
    await s3.send(new HeadBucketCommand({ Bucket: options.bucket }));
    return { reachable: true, facts: "there" };
  } catch (error) {
    // HEAD's answer has no body that names the error.
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    const state = STATES.get(status ?? 0);
    if (state) return { reachable: true, facts: state };
    const address = options.endpoint ? new URL(options.endpoint).host : `S3 in ${options.region}`;
    return { reachable: false, refusal: { code: networkCodeOf(error), detail: reasonOf(error), address } };
  } finally {
    s3.destroy();
  }
}
