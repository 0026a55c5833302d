import { assert, assertEquals } from "@std/assert";
import { connectDynamo } from "../../adapters/dynamodb/connect.ts";
import { DynamoCustomerEvents } from "../../adapters/dynamodb/customer_events.ts";
import { encodeIdentified } from "../../adapters/kafka/identity/identity_codec.ts";
import { insertOutbox } from "../../adapters/postgres/core/outbox.ts";
import { newTraceparent } from "../../adapters/system/traceparent.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { ANY_CREDENTIALS, type Installation, testInstallation } from "../../testing/engines/installation.ts";
import { openKafkaClient } from "../../testing/engines/kafka_client.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { identified } from "../../testing/ports/events.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";
import { identityNames } from "../../adapters/kafka/stream_names.ts";

const FORMS_WITHIN = { timeout: 60_000 };
const SPAN = { from: new Date("2026-03-02T00:00:00Z"), to: new Date("2026-03-03T00:00:00Z") };
const encoder = new TextEncoder();

function openTable({ env, prefix }: Installation) {
  const dynamo = connectDynamo({ region: "eu-west-1", endpoint: env.DYNAMODB_ENDPOINT!, credentials: ANY_CREDENTIALS });
  const events = new DynamoCustomerEvents(dynamo, `${prefix}CustomerEvents`);
  return {
    async stored(): Promise<CustomerIdentified[]> {
      const page = await events.between(SPAN, 1_000);
      assert(page !== "wrong_cursor");
      return [...page.events];
    },
    [Symbol.dispose]: () => dynamo.destroy(),
  };
}

Deno.test("event-recorder records what the outbox brings, each once, though it is killed in between", async () => {
  await using shop = await testInstallation(["kafka", "dynamodb"]);
  using table = openTable(shop);
  const topic = identityNames(shop.prefix).topic;
  const all = Array.from(
    { length: 600 },
    (_, n) => identified(`cust-${n % 50}`, new Date(SPAN.from.getTime() + n * 61_000)),
  );
  const publish = (events: readonly CustomerIdentified[]) =>
    insertOutbox(shop.sql, events.map((event) => encodeIdentified(event, { topic, source: "/test", newTraceparent })));
  await publish(all.slice(0, 300));
  await using relay = await RunningProcess.start("event-relay", { env: shop.env });
  const killed = await RunningProcess.start("event-recorder", { env: shop.env });
  await waitUntil("see the first events", async () => (await table.stored()).length > 0, FORMS_WITHIN);
  killed.signal("SIGKILL");
  await killed.ended;
  await publish(all.slice(300));
  await using recorder = await RunningProcess.start("event-recorder", { env: shop.env });
  await waitUntil("see every event", async () => (await table.stored()).length === all.length, FORMS_WITHIN);
  const ids = (events: readonly CustomerIdentified[]) => events.map(({ eventId }) => eventId).sort();
  assertEquals(ids(await table.stored()), ids(all));
  const ended = await Promise.all([relay.stop("SIGTERM"), recorder.stop("SIGTERM")]);
  assertEquals(ended.map(({ code }) => code), [0, 0]);
});

Deno.test("event-recorder dead-letters what can't be read, and refuses events of an erased customer", async () => {
  await using shop = await testInstallation(["kafka", "dynamodb"]);
  using table = openTable(shop);
  await using kafka = await openKafkaClient(shop);
  const { topic } = identityNames(shop.prefix);
  const good = identified("cust123", "2026-03-02T12:00:00Z");
  const erased = identified("gone", "2026-03-02T12:00:00Z");
  const early = identified("back", "2026-03-02T12:00:00Z");
  const late = identified("back", "2026-03-02T12:30:00Z");
  await shop.sql`
    insert into erased_customers (customer_digest, erased_at, readmitted_at)
    select sha256(convert_to(id, 'UTF8')), '2026-03-02T12:10:00Z', at
    from (values ('gone', null::timestamptz), ('back', '2026-03-02T12:20:00Z')) as r(id, at)`;
  const options = { topic, source: "/test", newTraceparent };
  const plain = { key: "cust123", headers: {} };
  await kafka.writer.append(topic, [
    { ...plain, value: encoder.encode("{") },
    { ...plain, value: encoder.encode(JSON.stringify(good!.identity)) },
    { ...plain, value: encoder.encode("{}"), headers: { ce_id: "1" } },
    ...[good!, erased!, early!, late!].map((event) => encodeIdentified(event, options)),
  ]);
  await using _recorder = await RunningProcess.start("event-recorder", { env: shop.env });
  await waitUntil("see the good events", async () => (await table.stored()).length === 2, FORMS_WITHIN);
  await waitUntil("see the position moved", async () => {
    const [row] = await shop.sql`select sum(next_offset)::bigint as read from consumer_offsets`;
    return row!.read === 7;
  });
  assertEquals((await table.stored()).map(({ eventId }) => eventId), [late!.eventId, good!.eventId]);
  const letters = await shop.sql`select convert_from(headers, 'UTF8')::json ->> 'dlq-code' as code from outbox`;
  assertEquals(letters.map(({ code }) => code).sort(), ["invalid_input", "missing_id", "not_json"]);
});

Deno.test("event-recorder needs its engines, and says which with status 2", async () => {
  const { code, stderr } = await runProcessToEnd("event-recorder", { env: {} });
  assertEquals(code, 2);
  for (const name of ["DATABASE_URL", "KAFKA_BROKERS", "DYNAMODB_ENDPOINT"]) assert(stderr.includes(name), stderr);
});
