import { ArchiveFolder } from "../../adapters/embedded/archive_folder.ts";
import { S3EventArchive } from "../../adapters/s3/event_archive.ts";
import type { EventArchive } from "../../application/identity/ports/events.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

/** Events of DynamoDB are never archived to the job machine's disk. */
export async function openArchive({ config, closing }: Process): Promise<EventArchive> {
  const { archive, dynamodb } = config.identity;
  if (!archive && dynamodb) {
    throw new WrongSettings(["ARCHIVE_BUCKET is not set: events in DynamoDB leave for a bucket, and for nothing less"]);
  }
  if (!archive) return new ArchiveFolder(`${config.dataFolder ?? "."}/archive`);
  const { bucket, region, endpoint, credentials } = archive;
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
