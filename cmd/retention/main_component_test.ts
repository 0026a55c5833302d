import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { connectDynamo } from "../../adapters/dynamodb/connect.ts";
import { DynamoEventRecord } from "../../adapters/dynamodb/event_record.ts";
import { ensureEventsTable } from "../../adapters/dynamodb/events_table.ts";
import { PostgresArchiveCatalogue } from "../../adapters/postgres/identity/archive_catalogue.ts";
import { PostgresErasureRegister } from "../../adapters/postgres/identity/erasure_register.ts";
import { openLines } from "../../adapters/system/archive_lines.ts";
import type { CustomerId } from "../../domain/identity/customer.ts";
import { yearsBefore } from "../../domain/identity/retention.ts";
import { ANY_CREDENTIALS, testInstallation } from "../../testing/engines/installation.ts";
import { requiredAddress } from "../../testing/engines/required_address.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { identified } from "../../testing/ports/events.ts";
import { GetObjectCommand, ListObjectsV2Command, RestoreObjectCommand, S3Client } from "@aws-sdk/client-s3";

const region = "eu-west-1";

/** An installation with a table, a bucket and old data. */
async function openOld() {
  const shop = await testInstallation(["dynamodb"]);
  const endpoint = requiredAddress("TEST_S3_ENDPOINT");
  const bucket = `test-${crypto.randomUUID()}`;
  const env: Record<string, string> = { ...shop.env, S3_ENDPOINT: endpoint, ARCHIVE_BUCKET: bucket };
  const dynamo = connectDynamo({ region, endpoint: env.DYNAMODB_ENDPOINT!, credentials: ANY_CREDENTIALS });
  const table = `${shop.prefix}CustomerEvents`;
  await ensureEventsTable(dynamo, table);
  const record = new DynamoEventRecord(dynamo, table, { sharded: true, now: () => new Date() });
  const s3 = new S3Client({ region, endpoint, credentials: ANY_CREDENTIALS, forcePathStyle: true });
  return {
    env,
    sql: shop.sql,
    record,
    /** Readable events of the archive, and the number of unreadable lines. */
    async archived() {
      const rows = await shop.sql<{ key_id: string; key: Uint8Array }[]>`select key_id, key from customer_keys`;
      const keys = new Map(rows.map((row) => [row.key_id, new Uint8Array(row.key)]));
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
      const found = { classes: new Set<string | undefined>(), ids: [] as string[], unreadable: 0 };
      for (const { Key, StorageClass } of Contents) {
        found.classes.add(StorageClass);
        const at = { Bucket: bucket, Key: Key! };
        await s3.send(new RestoreObjectCommand({ ...at, RestoreRequest: { Days: 1 } }));
        const bytes = new Uint8Array(await (await s3.send(new GetObjectCommand(at))).Body!.transformToByteArray());
        const { events, unreadable } = await openLines(Key!, bytes, (id) => keys.get(id));
        found.ids.push(...events.map(({ eventId }) => eventId));
        found.unreadable += unreadable;
      }
      return { ...found, ids: found.ids.sort() };
    },
    [Symbol.asyncDispose]: async () => {
      dynamo.destroy();
      s3.destroy();
      await shop[Symbol.asyncDispose]();
    },
  };
}

const now = new Date();
const at = (days: number) => new Date(yearsBefore(now, 1).getTime() - days * 86_400_000);

Deno.test("retention carries events older than a year into GLACIER, each once though it is killed again and again", async () => {
  await using old = await openOld();
  const events = Array.from(
    { length: 900 },
    (_, n) => identified(`cust-${n % 40}`, new Date(at(1 + n % 5).getTime() + n)),
  );
  const young = identified("cust-1", at(-2));
  await old.record.record([...events, young]);
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runProcessToEnd("retention", { args: ["--json", ...args], env: old.env });
    assertEquals(code, 0, stderr);
    return JSON.parse(stdout);
  };

  const dry = await run("--dry-run");
  assertEquals([dry.events.events, dry.events.objects, dry.events.days], [900, 0, 5]);
  assertEquals((await old.archived()).ids, []);

  for (const ms of [900, 1_300, 1_600, 1_900]) {
    const killed = await RunningProcess.start("retention", { args: ["--json"], env: old.env });
    await new Promise((resolve) => setTimeout(resolve, ms));
    killed.signal("SIGKILL");
    await killed.ended;
  }
  const report = await run();
  assert(report.events.complete);
  const { ids, classes, unreadable } = await old.archived();
  assertEquals(ids, events.map(({ eventId }) => eventId).sort());
  assertEquals([classes, unreadable], [new Set(["GLACIER"]), 0]);
  assertEquals(await old.record.still([...events, young].map(({ identity }) => identity)), [young]);
  assertEquals((await run()).events.events, 0);
});

Deno.test("an erasure makes the archived events of a customer unreadable, and leaves the others'", async () => {
  await using old = await openOld();
  const events = Array.from({ length: 60 }, (_, n) => identified(`cust-${n % 3}`, new Date(at(1).getTime() + n)));
  await old.record.record(events);
  assertEquals((await runProcessToEnd("retention", { args: ["--json"], env: old.env })).code, 0);
  const gone = "cust-1" as CustomerId;
  const catalogue = new PostgresArchiveCatalogue(old.sql);
  await new PostgresErasureRegister(old.sql, "customer-identified").begin(gone, now);
  assertEquals((await catalogue.erase(gone)).map(({ records }) => records), [20]);
  assertEquals((await catalogue.erase(gone)).map(({ records }) => records), [0]);
  const { ids, unreadable } = await old.archived();
  const others = events.filter(({ identity }) => identity.customerId !== gone);
  assertEquals([ids, unreadable], [others.map(({ eventId }) => eventId).sort(), 20]);

  const late = identified("cust-1", at(3));
  await old.record.record([late]);
  const { stdout } = await runProcessToEnd("retention", { args: ["--json"], env: old.env });
  assertEquals([JSON.parse(stdout).events.events, JSON.parse(stdout).events.dropped], [0, 1]);
  assertEquals(await old.record.still([late.identity]), []);
});

Deno.test("retention drops years that are more than five years old and customers unseen since, and adds years ahead", async () => {
  await using old = await openOld();
  const year = now.getUTCFullYear();
  await old.sql`select create_identity_partitions(${year - 8}, ${year - 6})`;
  await old.sql`drop table ${old.sql(`customer_identities_${year + 2}`)}`;
  const beacon = "550e8400-e29b-41d4-a716-446655440000";
  await old.sql`
    insert into beacons (beacon_id, store_id, major, minor, location, location_type)
    values (${beacon}, 'store100', 1, 1, 'Table 3', 'table')`;
  await old.sql`
    insert into customers (customer_id, last_seen)
    values ('old', ${new Date(Date.UTC(year - 7, 5))}), ('young', ${now}), ('back', ${now})`;
  for (const [customer, when] of [["old", year - 7], ["back", year - 8], ["back", year - 1]] as const) {
    await old.sql`
      insert into customer_identities
        (customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id)
      values (${customer}, ${beacon}, 'store100', 'Table 3', 'table', 0.9, ${new Date(
      Date.UTC(when, 5),
    )}, gen_random_uuid())`;
  }
  const { code, stdout, stderr } = await runProcessToEnd("retention", { args: ["--json"], env: old.env });
  assertEquals(code, 0, stderr);
  const { identities } = JSON.parse(stdout);
  assertEquals(identities.years, [{ year: year - 8, rows: 1 }, { year: year - 7, rows: 1 }, {
    year: year - 6,
    rows: 0,
  }]);
  assertEquals([identities.customers, identities.added], [1, [year + 2]]);
  const rows = await old.sql`select customer_id from customers order by 1`;
  assertEquals(rows.map((row) => row.customer_id), ["back", "young"]);
});

Deno.test("retention refuses to act in the future, and a dry run every day, with status 2", async () => {
  await using old = await openOld();
  for (const args of [["--as-of", "2999-01-01"], ["--daily", "--dry-run"]]) {
    const refused = await runProcessToEnd("retention", { args, env: old.env });
    assertEquals(refused.code, 2);
    assertStringIncludes(refused.stderr, args[0]!);
  }
});

Deno.test("retention without a bucket removes what is too old from Postgres, and leaves events in DynamoDB", async () => {
  await using old = await openOld();
  const event = identified("cust-1", at(3));
  await old.record.record([event]);
  await old.sql`insert into customers (customer_id, last_seen) values ('old', ${yearsBefore(now, 6)})`;
  const { ARCHIVE_BUCKET: _, ...env } = old.env;
  const customers = async () => (await old.sql`select count(*)::int as n from customers`)[0]!.n;

  const dry = await runProcessToEnd("retention", { args: ["--dry-run"], env });
  assertEquals([dry.code, await customers()], [0, 1], dry.stderr);
  assertStringIncludes(dry.stdout, "events           stay: ARCHIVE_BUCKET is not set");

  await using daily = await RunningProcess.start("retention", {
    args: ["--daily"],
    env: { ...env, METRICS_PORT: "0" },
  });
  await daily.line(/what was too old is gone/);
  const ready = await fetch(`${await daily.probes()}/readyz`);
  assertEquals([ready.status, await customers()], [200, 0], await ready.text());
  assertEquals((await daily.stop("SIGTERM")).code, 0);
  assertEquals(await old.record.still([event.identity]), [event]);
});
