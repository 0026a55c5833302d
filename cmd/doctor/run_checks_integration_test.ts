import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { connectDynamo } from "../../adapters/dynamodb/connect.ts";
import { ensureEventsTable } from "../../adapters/dynamodb/events_table.ts";
import { S3EventArchive } from "../../adapters/s3/event_archive.ts";
import { temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { temporarySourcing } from "../../testing/engines/temporary_sourcing.ts";
import { ANY_CREDENTIALS, testInstallation } from "../../testing/engines/installation.ts";
import { requiredAddress } from "../../testing/engines/required_address.ts";
import { runChecks } from "./run_checks.ts";
import type { CheckResult } from "./check_result.ts";

const REGION = "ap-northeast-2";

/** "subject check: status message" of what was found about some subjects. */
function about(results: readonly CheckResult[], subjects: RegExp): string[] {
  return results.filter(({ subject }) => subjects.test(subject))
    .map(({ subject, check, status, message }) => `${subject} ${check}: ${status} ${message}`);
}

function complaints(results: readonly CheckResult[], subjects: RegExp): string[] {
  return about(results.filter(({ status }) => status !== "ok"), subjects);
}

Deno.test("runChecks looks at the table of events, before and after it is made", async () => {
  await using installation = await testInstallation(["dynamodb"]);
  const endpoint = requiredAddress("TEST_DYNAMODB_ENDPOINT");
  const table = `${installation.prefix}CustomerEvents`;
  const look = () => runChecks({ DYNAMODB_ENDPOINT: endpoint, NAME_PREFIX: installation.prefix }, null);
  assertEquals(about(await look(), /dynamodb/).slice(1), [
    `dynamodb table: ok the table ${table} is made by the first process that needs it`,
  ]);
  const dynamo = connectDynamo({ region: REGION, endpoint, credentials: ANY_CREDENTIALS });
  try {
    await ensureEventsTable(dynamo, table);
  } finally {
    dynamo.destroy();
  }
  assertEquals(about(await look(), /dynamodb/).slice(1), [
    `dynamodb table: ok the table ${table} holds about 0 events in 0 MB`,
    "dynamodb expiry: ok events leave by themselves when their time is over",
  ]);
});

Deno.test("runChecks of a table that is not ours says what it lacks", async () => {
  await using installation = await testInstallation(["dynamodb"]);
  const endpoint = requiredAddress("TEST_DYNAMODB_ENDPOINT");
  const name = `${installation.prefix}Sessions`;
  const dynamo = connectDynamo({ region: REGION, endpoint, credentials: ANY_CREDENTIALS });
  try {
    await dynamo.send(
      new CreateTableCommand({
        TableName: name,
        AttributeDefinitions: [{ AttributeName: "SessionID", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "SessionID", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
  } finally {
    dynamo.destroy();
  }
  const env = { DYNAMODB_ENDPOINT: endpoint, DYNAMODB_TABLE: "Sessions", NAME_PREFIX: installation.prefix };
  assertEquals(complaints(await runChecks(env, null), /dynamodb/), [
    `dynamodb schema: error the table ${name}: its key is SessionID, not CustomerID and DetectedAt`,
    `dynamodb schema: error the table ${name}: the index DetectedAtIndex is missing`,
    `dynamodb schema: error the table ${name}: the index DayIndex is missing`,
    "dynamodb expiry: warning events stay for ever: time to live is switched off",
  ]);
});

Deno.test("runChecks looks at the archive's bucket", async () => {
  const endpoint = requiredAddress("TEST_S3_ENDPOINT");
  const bucket = `test-${crypto.randomUUID()}`;
  const look = () => runChecks({ ARCHIVE_BUCKET: bucket, S3_ENDPOINT: endpoint }, null);
  const made = `archive bucket: ok the bucket ${bucket} is made by the first run of retention`;
  assertEquals(about(await look(), /archive/).slice(1), [made]);
  const archive = new S3EventArchive({ bucket, region: REGION, endpoint, credentials: ANY_CREDENTIALS });
  await archive.makeBucket();
  archive.close();
  assertEquals(about(await look(), /archive/).slice(1), [`archive bucket: ok the bucket ${bucket} is there`]);
});

Deno.test("runChecks says the remedy of a DynamoDB and an archive that are unreachable", async () => {
  const env = {
    DYNAMODB_ENDPOINT: "http://127.0.0.1:1",
    ARCHIVE_BUCKET: "events",
    S3_ENDPOINT: "http://127.0.0.1:1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "s3cret-key",
  };
  const results = await runChecks(env, null);
  const errors = results.filter(({ status }) => status === "error");
  assertEquals(errors.map(({ subject, check }) => `${subject} ${check}`), ["dynamodb reachable", "archive reachable"]);
  assertEquals(errors.filter(({ remedy }) => remedy === null), []);
  assertEquals(JSON.stringify(results).includes("s3cret-key"), false);
});

Deno.test("runChecks names a migration that another release has applied, and one that was passed over", async () => {
  await using database = await temporaryDatabase();
  const look = async () => complaints(await runChecks({ DATABASE_URL: database.url }, null), /postgres/);
  const strays = async () => (await look()).filter((line) => line.includes("migrations: error"));
  assertEquals(await strays(), []);
  await database.sql`insert into schema_history (version, name, md5, run_at) values (999, 'later', '', now())`;
  await database.sql`delete from schema_history where version = 3`;
  const found = await strays();
  assertEquals(found.map((line) => /migration (\d+)/.exec(line)?.[1]).toSorted(), ["003", "999"]);
});

Deno.test("runChecks looks at sourcing's three databases, each by its own migrations, and whether they are three", async () => {
  await using sourcing = await temporarySourcing();
  const subjects = /Database$/;
  assertEquals(complaints(await runChecks(sourcing.env, null), subjects), []);
  await using empty = await temporarySourcing({ migrated: false });
  const waiting = complaints(await runChecks(empty.env, null), subjects);
  assertEquals(waiting.map((line) => line.split(" ", 3).join(" ")), [
    "sourceDatabase migrations: warning",
    "dropshipDatabase migrations: warning",
    "marketDatabase migrations: warning",
  ]);
  const { SOURCE_DATABASE_URL, MARKET_DATABASE_URL } = sourcing.env;
  const twice = await runChecks({
    SOURCE_DATABASE_URL: SOURCE_DATABASE_URL!,
    DROPSHIP_DATABASE_URL: SOURCE_DATABASE_URL!,
    MARKET_DATABASE_URL: MARKET_DATABASE_URL!,
  }, null);
  const [said] = complaints(twice, /configuration/);
  assertStringIncludes(said!, "DROPSHIP_DATABASE_URL leads to the database that SOURCE_DATABASE_URL leads to");
});
