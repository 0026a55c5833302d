import { assert, assertEquals } from "@std/assert";
import { sha256 } from "../../adapters/system/sha256.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";
import { MINUTE_MS } from "../../domain/shared/durations.ts";

const BEACON = "550e8400-e29b-41d4-a716-446655440000";
const BEACON_DRAFT = { storeId: "store100", major: 100, minor: 3, location: { name: "Table 3", type: "table" } };

interface Found {
  readonly place: string;
  readonly records: number | null;
  readonly goneBy?: string;
}

function callsOf(base: string) {
  return async (route: string, body?: unknown) => {
    const [method, path] = route.split(" ") as [string, string];
    const response = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    // deno-lint-ignore no-explicit-any -- an answer is looked at field by field
    return { status: response.status, body: await response.json() as any };
  };
}

function detection(customerId: string, minutesAgo: number) {
  const detectedAt = new Date(Date.now() - minutesAgo * MINUTE_MS);
  const readings = [4, 3, 2, 1, 0].map((second) => (
    { uuid: BEACON, major: 100, minor: 3, rssi: -45, observedAt: new Date(detectedAt.getTime() - second * 1_000) }
  ));
  return { customerId, readings, detectedAt };
}

Deno.test("DELETE customers erases one from every store, certifies it, and refuses what comes late", async () => {
  await using shop = await testInstallation(["redis", "kafka", "dynamodb"]);
  await using closing = new AsyncDisposableStack();
  const [api] = await Promise.all(
    ["api", "event-relay", "event-recorder"].map(async (name) =>
      closing.use(await RunningProcess.start(name, { env: shop.env }))
    ),
  );
  const [, address] = await api!.line(/API and page at (http:\/\/[^" ]+)/);
  const call = callsOf(address!);
  assertEquals((await call(`PUT /v1/beacons/${BEACON}`, BEACON_DRAFT)).status, 201);
  for (const customer of ["cust123", "cust123-1"]) {
    for (const minutesAgo of [30, 20, 10]) {
      const { status, body } = await call("POST /v1/detections", detection(customer, minutesAgo));
      assertEquals(status, 201, JSON.stringify(body));
    }
  }
  const eventsOf = async (customer: string) => (await call(`GET /v1/customers/${customer}/events`)).body.events;
  const count = async () => (await eventsOf("cust123")).length + (await eventsOf("cust123-1")).length;
  await waitUntil("see every event recorded", async () => await count() === 6);
  const { from, to } = { from: new Date(Date.now() - 60 * MINUTE_MS), to: new Date(Date.now() + MINUTE_MS) };
  const page = await call(`GET /v1/events?from=${from.toISOString()}&to=${to.toISOString()}&limit=4`);
  const rest = await call(
    `GET /v1/events?from=${from.toISOString()}&to=${to.toISOString()}&limit=4&cursor=${page.body.cursor}`,
  );
  assertEquals([page.body.events.length, rest.body.events.length], [4, 2]);
  assertEquals((await call(`GET /v1/customers/cust123/events?cursor=${page.body.cursor}`)).body.code, "wrong_cursor");

  const { status, body: certificate } = await call("DELETE /v1/customers/cust123");
  assertEquals(status, 200, JSON.stringify(certificate));
  const found = Object.fromEntries(
    certificate.stores.map(({ store, found }: { store: string; found: Found[] }) => [
      store,
      found.map(({ records }) => records),
    ]),
  );
  assertEquals(found, {
    Postgres: [1, 3, 0, 0, 0, null],
    Redis: [1],
    DynamoDB: [3, null],
    Archive: [0],
    Kafka: [null, null],
  });
  assertEquals([certificate.records, certificate.customerDigest], [8, sha256("cust123")]);
  assert(new Date(certificate.stores.at(-1).found[0].goneBy) > new Date());

  const again = await call("DELETE /v1/customers/cust123");
  assertEquals([again.body.records, again.body.erasedAt], [0, certificate.erasedAt]);
  assertEquals([await eventsOf("cust123"), (await eventsOf("cust123-1")).length], [[], 3]);
  assertEquals((await call("GET /v1/customers/cust123")).body.code, "unknown_customer");
  assertEquals((await call("POST /v1/detections", detection("cust123", 0))).body.code, "customer_erased");
  assertEquals((await call("PUT /v1/customers/cust123", { preferences: {} })).status, 201);
  assertEquals((await call("POST /v1/detections", detection("cust123", 5))).body.code, "customer_erased");
  assertEquals((await call("POST /v1/detections", detection("cust123", 0))).status, 201);
  await waitUntil("see the new event", async () => (await eventsOf("cust123")).length === 1);
});

Deno.test("DELETE customers in one process leaves nothing of the customer in its files", async () => {
  const folder = await Deno.makeTempDir();
  const env = { DATA_DIR: `${folder}/data`, PORT: "0", METRICS_PORT: "0" };
  const isAbout = async (file: string) => (await Deno.readTextFile(`${folder}/data/${file}`)).includes("cust123");
  try {
    await using shop = await RunningProcess.start("start", { args: ["--rate", "1"], env });
    const [, address] = await shop.line(/is open at (http:\S+)/, 90_000);
    const call = callsOf(address!);
    await call(`PUT /v1/beacons/${BEACON}`, BEACON_DRAFT);
    assertEquals((await call("POST /v1/detections", detection("cust123", 1))).status, 201);
    const events = async () => (await call("GET /v1/customers/cust123/events")).body.events.length;
    await waitUntil("see the event recorded", async () => await events() === 1);
    assertEquals(await isAbout("customer-events.jsonl"), true);
    const { body } = await call("DELETE /v1/customers/cust123");
    assertEquals([await isAbout("customer-events.jsonl"), await isAbout("log.jsonl")], [false, false]);
    const records = body.stores.flatMap(({ found }: { found: Found[] }) => found.map(({ records }) => records));
    assertEquals(records, [1, 1, 0, 0, 0, null, 1, 1, 0, 1, 0, null]);
    assertEquals((await call("DELETE /v1/customers/cust123")).body.records, 0);
    assertEquals((await shop.stop("SIGTERM")).code, 0);
    await using again = await RunningProcess.start("start", { args: ["--rate", "1"], env });
    const [, reopened] = await again.line(/is open at (http:\S+)/, 90_000);
    assertEquals((await callsOf(reopened!)("GET /v1/customers/cust123/events")).body.events, []);
    assertEquals((await again.stop("SIGTERM")).code, 0);
    assertEquals([await isAbout("customer-events.jsonl"), await isAbout("log.jsonl")], [false, false]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
