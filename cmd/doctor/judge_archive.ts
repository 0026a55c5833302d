import type { BucketProbe } from "../../adapters/s3/probe.ts";
import type { ArchiveConfig } from "../wiring/config/identity_config.ts";
import { type Finding, findingsOf } from "./finding.ts";

const { ok, error } = findingsOf("archive");

export function judgeArchive(sight: BucketProbe, { bucket, endpoint, region }: ArchiveConfig): Finding[] {
  const where = endpoint ? new URL(endpoint).host : `S3 in ${region}`;
  if (!sight.reachable) {
    return [error(
      "reachable",
      `${where} can't be reached: ${sight.reason}`,
      "Correct S3_ENDPOINT or AWS_REGION, and give this machine a role or AWS_ACCESS_KEY_ID.",
    )];
  }
  const reachable = ok("reachable", `${where} answers`);
  switch (sight.bucket) {
    case "there":
      return [reachable, ok("bucket", `the bucket ${bucket} is there`)];
    case "forbidden":
      return [
        reachable,
        error(
          "bucket",
          `the bucket ${bucket} is somebody else's, or this role may not see it`,
          "Correct ARCHIVE_BUCKET, or allow the role what the template's policy names.",
        ),
      ];
    case "missing":
      return [
        reachable,
        endpoint
          ? ok("bucket", `the bucket ${bucket} is made by the first run of retention`)
          : error("bucket", `the bucket ${bucket} is missing`, "Deploy deploy/cloudformation/customer-events.yaml."),
      ];
    default:
      return sight.bucket satisfies never;
  }
}
