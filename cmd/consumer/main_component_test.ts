import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { PostgresCommerceWriter } from "../../adapters/postgres/commerce/commerce_writer.ts";
import { findDifferences } from "../../adapters/postgres/commerce/reconcile.ts";
import { type Installation, testInstallation } from "../../testing/engines/installation.ts";
import { openKafkaClient } from "../../testing/engines/kafka_client.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { orderId, Samples } from "../../testing/fixtures/commerce_samples.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

const FORMS_WITHIN = { timeout: 40_000 };
const encoder = new TextEncoder();

Deno.test("consumers store what comes on each topic, orders that come before their user and product too", async () => {
  await using shop = await testInstallation(["kafka"]);
  const { env, sql } = shop;
  await using kafka = await openKafkaClient(shop);
  const samples = new Samples("consumer");
  const users = samples.users(50);
  const products = samples.products(20);
  const orders = samples.orders(400, users, products);
  await kafka.events.publish(orders.map((order) => ({ type: "order.placed", order })));
  const consumers = await Promise.all(
    ["orders", "users", "products"].map((topic) => RunningProcess.start("consumer", { args: ["--topic", topic], env })),
  );
  await using closing = new AsyncDisposableStack();
  for (const consumer of consumers) closing.use(consumer);
  const waiting = async () => (await sql`select count(*) as n from waiting_orders`)[0]!.n;
  await waitUntil("see orders wait", async () => await waiting() === orders.length, FORMS_WITHIN);
  await kafka.events.publish([
    ...users.map((user) => ({ type: "user.registered" as const, user })),
    ...products.map((product) => ({ type: "product.listed" as const, product })),
  ]);
  await waitUntil("see orders stored", async () => await ordersOf(shop) === orders.length, FORMS_WITHIN);
  assertEquals([await waiting(), await findDifferences(sql)], [0, []]);

  const readers = () => kafka.inspector.readers(kafka.names.orders.group);
  assertEquals(await readers(), 1);
  const ended = await Promise.all(consumers.map((consumer) => consumer.stop("SIGTERM")));
  assertEquals(ended.map(({ code }) => code), [0, 0, 0]);
  for (const { ms } of ended) assert(ms < 10_000, `${ms} ms`);
  assertEquals(await readers(), 0, "it has left the group, so the others need not wait until it is missed");
});

Deno.test("consumer puts aside what nobody can read or store, and a mended dead letter is stored once", async () => {
  await using shop = await testInstallation(["kafka"]);
  const { env, sql, prefix } = shop;
  await using kafka = await openKafkaClient(shop);
  const { topic } = kafka.names.orders;
  const samples = new Samples("poison");
  const user = samples.user();
  const product = samples.product();
  const store = new PostgresCommerceWriter(sql);
  await Promise.all([store.addUsers([user]), store.addProducts([product])]);
  // Nothing that passes the message's own checks is refused by the store otherwise.
  await sql`alter table orders add check (payment_method <> 'refused by the store')`;
  const [before, torn, unstorable, nul, after] = [1, 2, 3, 4, 5].map((nth) =>
    samples.order(user, product, { orderId: orderId(`O-${nth}`) })
  );
  const value = (order: unknown) => encoder.encode(JSON.stringify(order));
  const record = (value: Uint8Array) => ({ key: user.userId, value, headers: {} });
  await kafka.writer.append(topic, [
    record(value(before)),
    record(value(torn).slice(0, -20)),
    record(value({ ...unstorable, paymentMethod: "refused by the store" })),
    record(value({ ...nul, userName: "Kim\u0000" })),
    record(value(after)),
  ]);
  await using _consumer = await RunningProcess.start("consumer", { args: ["--topic", "orders"], env });
  await waitUntil("see the good orders", async () => await ordersOf(shop) === 2, FORMS_WITHIN);
  await waitUntil("see the dead letters", async () => await kafka.count(`${topic}.dlq`) === 3);

  const admin = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await runProcessToEnd("kafka-admin", {
      args: [...args, "--topic", "orders", "--json"],
      env,
    });
    assertEquals(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const listed = await admin("dlq", "--full");
  const codes = listed.deadLetters.map(({ code }: { code: string }) => code).sort();
  assertEquals(codes, ["data_refused", "invalid_input", "not_json"]);
  const cause = listed.deadLetters.find(({ code }: { code: string }) => code === "not_json").cause;
  assertStringIncludes(cause, "Cannot read the record");

  assertEquals((await admin("redrive", "--dry-run")).found, 3);
  assertEquals(await ordersOf(shop), 2);
  const mended = await Deno.makeTempFile({ suffix: ".json" });
  const orders: Record<string, unknown> = { not_json: torn, data_refused: unstorable, invalid_input: nul };
  const deadLetters = listed.deadLetters.map((letter: { code: string }) => (
    { ...letter, value: JSON.stringify(orders[letter.code]) }
  ));
  await Deno.writeTextFile(mended, JSON.stringify({ deadLetters }));
  assertEquals((await admin("redrive", "--mended", mended)).sent, 3);
  await Deno.remove(mended);
  await waitUntil("see the mended orders", async () => await ordersOf(shop) === 5, FORMS_WITHIN);
  const again = await admin("redrive");
  assertEquals([again.found, again.sent], [0, 0]);
  assertEquals(await kafka.count(`${topic}.dlq`), 3, `nothing new in ${prefix}`);
  assertEquals(await findDifferences(sql), []);
});

Deno.test("consumer refuses a topic that is none, with status 2", async () => {
  const env = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", KAFKA_BROKERS: "127.0.0.1:1" };
  for (const args of [[], ["--topic", "refunds"]]) {
    const { code, stderr } = await runProcessToEnd("consumer", { args, env });
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, "--topic");
  }
});

async function ordersOf({ sql }: Installation): Promise<number> {
  return (await sql`select count(*) as n from orders`)[0]!.n;
}
