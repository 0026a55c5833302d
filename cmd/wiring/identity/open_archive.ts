import { ArchiveFolder } from "../../../adapters/embedded/archive_folder.ts";
import { importOnDemand } from "../../../adapters/system/asset_url.ts";
import type { EventArchive } from "../../../application/identity/ports/events.ts";
import type { Process } from "../process/run_process.ts";

/** `null` where events are in DynamoDB and no bucket is set: they are never archived to the job machine's disk. */
export async function openArchive({ config, closing }: Process): Promise<EventArchive | null> {
  const { archive, dynamodb } = config.identity;
  if (!archive) return dynamodb ? null : new ArchiveFolder(`${config.dataFolder ?? "."}/archive`);
  const { bucket, region, endpoint, credentials } = archive;
  // Its library is large, and most processes that come here have no bucket.
  const { S3EventArchive } = await importOnDemand<typeof import("../../../adapters/s3/event_archive.ts")>(
    "adapters/s3/event_archive.ts",
  );
  const s3 = new S3EventArchive({
    bucket,
    region,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
  });
  closing.opened("the archive", () => s3.close());
  // On AWS, CloudFormation creates the bucket.
  if (endpoint && !new URL(endpoint).hostname.endsWith(".amazonaws.com")) await s3.makeBucket();
  return s3;
}
