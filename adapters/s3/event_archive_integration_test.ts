import { assertEquals, assertRejects } from "@std/assert";
import { GetObjectCommand, HeadObjectCommand, RestoreObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { eventArchiveContract } from "../../application/identity/ports/event_archive_contract.ts";
import { Outage } from "../../application/shared/fault.ts";
import { ANY_CREDENTIALS } from "../../testing/engines/installation.ts";
import { requiredAddress } from "../../testing/engines/required_address.ts";
import { identified } from "../../testing/ports/events.ts";
import { openLines } from "../system/archive_lines.ts";
import { S3EventArchive } from "./event_archive.ts";

const region = "eu-west-1";

async function openBucket() {
  const endpoint = requiredAddress("TEST_S3_ENDPOINT");
  const bucket = `test-${crypto.randomUUID()}`;
  const archive = new S3EventArchive({ bucket, region, endpoint, credentials: ANY_CREDENTIALS });
  await archive.makeBucket();
  const s3 = new S3Client({ region, endpoint, credentials: ANY_CREDENTIALS, forcePathStyle: true });
  return {
    archive,
    s3,
    bucket,
    [Symbol.asyncDispose]: () => {
      archive.close();
      s3.destroy();
      return Promise.resolve();
    },
  };
}

eventArchiveContract("S3", async () => {
  const under = await openBucket();
  return {
    ...under,
    openLines,
    read: async (name: string) => {
      const at = { Bucket: under.bucket, Key: name };
      await under.s3.send(new RestoreObjectCommand({ ...at, RestoreRequest: { Days: 1 } }));
      const { Body } = await under.s3.send(new GetObjectCommand(at));
      return new Uint8Array(await Body!.transformToByteArray());
    },
  };
});

Deno.test("S3EventArchive writes in the storage class GLACIER, which nothing reads without thawing it", async () => {
  await using under = await openBucket();
  const key = crypto.getRandomValues(new Uint8Array(32));
  const event = identified("cust123", "2025-03-02T12:00:00Z");
  await under.archive.put("events/one", [{ keyId: crypto.randomUUID(), key, event }]);
  const at = { Bucket: under.bucket, Key: "events/one" };
  assertEquals((await under.s3.send(new HeadObjectCommand(at))).StorageClass, "GLACIER");
  await assertRejects(() => under.s3.send(new GetObjectCommand(at)));
});

Deno.test("S3EventArchive throws Outage where S3 is unreachable, or has no such bucket", async () => {
  await using under = await openBucket();
  const endpoints = ["http://127.0.0.1:9", requiredAddress("TEST_S3_ENDPOINT")];
  for (const endpoint of endpoints) {
    const archive = new S3EventArchive({ bucket: "not-there", region, endpoint, credentials: ANY_CREDENTIALS });
    await assertRejects(() => archive.put("events/one", []), Outage, "Cannot reach S3");
    archive.close();
  }
  assertEquals(await under.archive.find("events/none"), null);
});
