import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { connectKafka } from "../../adapters/kafka/core/connect.ts";
import { type Installation, testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

async function admin({ env }: Pick<Installation, "env">, ...args: readonly string[]) {
  const { code, stdout, stderr } = await runProcessToEnd("kafka-admin", { args, env });
  return { code, stdout, stderr };
}

// deno-lint-ignore no-explicit-any
async function adminJson(shop: Pick<Installation, "env">, ...args: readonly string[]): Promise<any> {
  const { code, stdout, stderr } = await admin(shop, ...args, "--json");
  assertEquals(code, 0, stderr);
  return JSON.parse(stdout);
}

async function send({ env, prefix }: Installation, values: readonly unknown[]): Promise<void> {
  const producer = connectKafka({ brokers: env.KAFKA_BROKERS!.split(","), clientId: "test" }).producer();
  await producer.connect();
  const messages = values.map((value) => ({ key: "U-1", value: JSON.stringify(value) }));
  await producer.send({ topic: `${prefix}orders`, messages });
  await producer.disconnect();
}

const poison = (nth: number) => ({ orderId: `O-${nth}`, userName: "홍길동", phone: "010-1234-5678" });

Deno.test("kafka-admin makes a topic once and describes it, and looking makes none", async () => {
  await using shop = await testInstallation(["kafka"]);
  const topic = `${shop.prefix}orders`;
  assertEquals((await adminJson(shop, "topics")).topics.map((each: { records: number }) => each.records), [
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const missing = await admin(shop, "describe", "--topic", "orders");
  assertEquals(missing.code, 2);
  assertStringIncludes(missing.stderr, "no such topic");

  assertEquals(await adminJson(shop, "create", "--topic", "orders", "--partitions", "4"), {
    topic,
    partitions: 4,
    replicas: 3,
  });
  assertEquals((await admin(shop, "create", "--topic", "orders")).code, 2);
  assertEquals((await admin(shop, "create", "--topic", "users", "--replicas", "9")).code, 2);
  const description = await adminJson(shop, "describe", "--topic", "orders");
  assertEquals(description.partitions.length, 4);
  const { leader, inSync, first, end } = description.partitions[0];
  assert(inSync.includes(leader));
  assertEquals([inSync.length, first, end], [3, 0, 0]);
  assertStringIncludes((await admin(shop, "describe", "--topic", topic)).stdout, "min.insync.replicas");
});

Deno.test("kafka-admin shows records with what is personal masked, and whole with --full", async () => {
  await using shop = await testInstallation(["kafka"]);
  await admin(shop, "create", "--topic", "orders", "--partitions", "1");
  await send(shop, [1, 2, 3, 4, 5].map(poison));
  const newest = await adminJson(shop, "peek", "--topic", "orders", "--limit", "2");
  assertEquals(
    newest.records.map((record: { value: unknown }) => record.value),
    [4, 5].map((nth) => (
      { orderId: `O-${nth}`, userName: "•••", phone: "•••" }
    )),
  );
  const oldest = await adminJson(shop, "peek", "--topic", "orders", "--limit", "1", "--from-beginning", "--full");
  assertEquals(oldest.records.map((record: { value: unknown }) => record.value), [poison(1)]);
  const text = await admin(shop, "peek", "--topic", "orders");
  assert(!text.stdout.includes("홍길동"));
});

Deno.test("kafka-admin shows groups with their members, their lag and when it is gone", async () => {
  await using shop = await testInstallation(["kafka"]);
  for (const topic of ["users", "products", "orders"]) await admin(shop, "create", "--topic", topic);
  await send(shop, [1, 2, 3].map(poison));
  const [idle] = (await adminJson(shop, "groups", "--group", "orders_group", "--over", "0.2")).groups;
  assertEquals([idle.members, idle.lag, idle.lagSeconds, idle.drainSeconds], [0, 3, null, null]);
  assertStringIncludes((await admin(shop, "groups", "--over", "0.2")).stdout, "never: no members");

  await using consumer = await RunningProcess.start("consumer", { args: ["--topic", "orders"], env: shop.env });
  await consumer.line(/sent to the dead-letter topic.*|dead-letter/);
  const [busy] = (await adminJson(shop, "groups", "--group", "orders_group", "--over", "0.2")).groups;
  assertEquals([busy.members, busy.lag, busy.lagSeconds, busy.drainSeconds], [1, 0, 0, 0]);
  assertEquals(
    busy.partitions.map((each: { member: { host: string } }) => each.member?.host),
    Array(3).fill("127.0.0.1"),
  );

  let dead = await adminJson(shop, "dlq", "--topic", "orders");
  while (dead.deadLetters.length < 3) dead = await adminJson(shop, "dlq", "--topic", "orders");
  assertEquals(dead.deadLetters.every((letter: { code: string }) => letter.code === "invalid_input"), true);
  assertEquals(await adminJson(shop, "redrive", "--topic", "orders", "--dry-run"), {
    topic: `${shop.prefix}orders`,
    dryRun: true,
    found: 3,
    repeated: 0,
    sent: 0,
    cut: 0,
  });
});

Deno.test("kafka-admin seek moves where a consumer goes on, one that runs and one that is to start", async () => {
  await using shop = await testInstallation(["kafka"]);
  await admin(shop, "create", "--topic", "orders", "--partitions", "1");
  await send(shop, [0, 1, 2, 3, 4].map(poison));
  const seek = (...to: readonly string[]) => ["seek", "--topic", "orders", "--partition", "0", ...to];
  for (
    const [args, naming] of [[["--to", "6"], "from 0 to 5"], [["--to", "last"], "from 0 to 5"], [
      [],
      "--to is missing",
    ]] as const
  ) {
    const { code, stderr } = await admin(shop, ...seek(...args));
    assertEquals(code, 2);
    assertStringIncludes(stderr, naming);
  }
  const at = { topic: `${shop.prefix}orders`, group: `${shop.prefix}orders_group`, partition: 0 };
  assertEquals(await adminJson(shop, ...seek("--to", "3")), { ...at, from: 0, to: 3, skipped: 3 });
  await using consumer = await RunningProcess.start("consumer", { args: ["--topic", "orders"], env: shop.env });
  await consumer.line(/sent to the dead-letter topic/);
  const untilDead = async (ids: readonly string[]) => {
    let found: string[] = [];
    await waitUntil(`see ${ids.length} dead letters`, async () => {
      const { deadLetters } = await adminJson(shop, "dlq", "--topic", "orders");
      found = deadLetters.map(({ id }: { id: string }) => id.split("/").at(-1)!);
      return found.length >= ids.length;
    });
    assertEquals(found.toSorted(), ids.toSorted());
  };
  await untilDead(["3", "4"]);
  assertEquals(await adminJson(shop, ...seek("--to", "first")), { ...at, from: 5, to: 0, skipped: 0 });
  await send(shop, [poison(5)]);
  await untilDead(["3", "4", "0", "1", "2", "3", "4", "5"]);
});

Deno.test("kafka-admin without Kafka looks into the log of the data folder, beside a running shop too", async () => {
  const folder = await Deno.makeTempDir();
  const env = { DATA_DIR: `${folder}/data`, PORT: "0", METRICS_PORT: "0" };
  try {
    const shop = await RunningProcess.start("start", { args: ["--rate", "50"], env });
    await shop.line(/is open at/);
    const orders = async () => {
      const { topics } = await adminJson({ env }, "topics");
      return topics.find((each: { topic: string }) => each.topic === "orders")?.records ?? 0;
    };
    await waitUntil("see orders beside the shop", async () => await orders() > 0);
    await shop.stop();
    assert(await orders() > 0);
    assertEquals((await adminJson({ env }, "peek", "--topic", "orders", "--limit", "3")).records.length, 3);
    const described = await admin({ env }, "describe", "--topic", "orders");
    assertEquals(described.code, 2);
    assertStringIncludes(described.stderr, "KAFKA_BROKERS is not set");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
