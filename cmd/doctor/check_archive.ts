import type { BucketState } from "../../adapters/s3/probe.ts";
import type { ArchiveConfig } from "../wiring/config/identity_config.ts";
import { type CheckResult, resultsOf } from "./check_result.ts";

const { ok, error } = resultsOf("archive");

export function checkArchive(state: BucketState, { bucket, endpoint, region }: ArchiveConfig): CheckResult[] {
  const where = endpoint ? new URL(endpoint).host : `S3 in ${region}`;
  const reachable = ok("reachable", `${where} answers`);
  switch (state) {
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
      return state satisfies never;
  }
}
