import { assert, assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { MINUTE_MS } from "../../domain/shared/durations.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

const GONE = {
  userId: "geheim-7731",
  name: "지울사람432",
  address: "서울특별시 강남구 비밀로 7731",
  gender: "F",
  age: 34,
};
const ORDERED = { ...GONE, userId: "geheim-9942", name: "산사람855", address: "서울특별시 강남구 비밀로 9942" };
const NAMES = [GONE.name, GONE.address, ORDERED.name, ORDERED.address];
const IN_POSTGRES = /^\/data\/postgres\//;
const PRODUCT = { productId: "P-geheim", name: "무선 이어폰", category: "디지털/가전", price: 89_000 };

const CUSTOMER = "geheimkunde-5518";
const BEACON = "550e8400-e29b-41d4-a716-446655440000";

/** Of a quarter of an hour ago, so that none falls into another one's minute. */
function detection(nth: number) {
  const detectedAt = new Date(Date.now() - (15 + 5 * nth) * MINUTE_MS);
  const readings = [4, 3, 2, 1, 0].map((second) => (
    { uuid: BEACON, major: 100, minor: 3, rssi: -45, observedAt: new Date(detectedAt.getTime() - second * 1_000) }
  ));
  return { customerId: CUSTOMER, readings, detectedAt, preferences: { [CUSTOMER]: "prefers" } };
}

Deno.test("an erased user or customer is in no file of the data folder, whatever arrives late", async () => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const env = { DATA_DIR: `${folder}/data`, PORT: "0", METRICS_PORT: "0", SOURCING_DEMO: "false" };
  await using shop = await RunningProcess.start("start", { args: ["--rate", "1"], env });
  const base = (await shop.line(/is open at (http:\S+)/, 90_000))[1]!;
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${base}/v1/${path}`, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: await response.json() };
  };
  const order = (orderId: string, { userId }: typeof GONE) => ({
    orderId,
    userId,
    productId: PRODUCT.productId,
    quantity: 1,
    totalAmount: PRODUCT.price,
  });
  const stored = (path: string) =>
    waitUntil(`see ${path}`, async () => (await call("GET", path)).status === 200, { timeout: 60_000 });

  assertEquals((await call("POST", "users", [GONE, ORDERED])).status, 202);
  assertEquals((await call("POST", "products?direct=true", PRODUCT)).status, 201);
  assertEquals((await call("POST", "orders", order("O-first", ORDERED))).status, 202);
  for (const path of [`users/${GONE.userId}`, "orders/O-first"]) await stored(path);
  const before = await holders(`${folder}/data`, GONE.userId);
  assert(before.includes("/data/log.jsonl") && before.some((path) => IN_POSTGRES.test(path)), `found in ${before}`);

  for (const { userId } of [GONE, ORDERED]) {
    assertEquals((await call("DELETE", `users/${userId}?erase=true`)).status, 200);
    const { status, body } = await call("DELETE", `users/${userId}?erase=true`);
    assertEquals([status, body.records], [200, 0], JSON.stringify(body));
    assertEquals(
      body.stores.map(({ store }: { store: string }) => store),
      ["Postgres", "Postgres, customers", "Redis (in this process)", "Kafka (in this process)", "Postgres (embedded)"],
    );
  }
  const beacon = { storeId: "store100", major: 100, minor: 3, location: { name: "Table 3", type: "table" } };
  assertEquals((await call("PUT", `beacons/${BEACON}`, beacon)).status, 201);
  for (const nth of [0, 1, 2]) assertEquals((await call("POST", "detections", detection(nth))).status, 201);
  await waitUntil(
    "see the events",
    async () => (await call("GET", `customers/${CUSTOMER}/events`)).body.items.length === 3,
  );
  const held = await holders(`${folder}/data`, CUSTOMER);
  assert(
    held.includes("/data/customer-events.jsonl") && held.some((path) => IN_POSTGRES.test(path)),
    `found in ${held}`,
  );
  assertEquals((await call("DELETE", `customers/${CUSTOMER}`)).status, 200);
  assertEquals(await holders(`${folder}/data`, CUSTOMER), []);
  for (const nth of [0, 3]) {
    assertEquals((await call("POST", "detections", detection(nth))).body.code, "customer_erased");
  }
  // The books keep the id of who has ordered.
  const outsideBooks = async (...texts: readonly string[]) => {
    const found: string[] = [];
    for await (const { name } of Deno.readDir(`${folder}/data`)) {
      if (name !== "postgres") found.push(...await holders(`${folder}/data/${name}`, ...texts));
    }
    return found;
  };
  assertEquals(await holders(`${folder}/data`, GONE.userId, ...NAMES), []);
  assertEquals(await outsideBooks(ORDERED.userId), []);

  assertEquals((await call("POST", "users", [GONE, ORDERED])).status, 202);
  assertEquals((await call("POST", "users?direct=true", GONE)).body.code, "user_erased");
  assertEquals((await call("POST", "orders", [order("O-late", ORDERED), order("O-late2", GONE)])).status, 202);
  // One that has no row of its own until an order of it arrives.
  for (const id of ["O-late", "O-late2"]) {
    await stored(`orders/${id}`);
    assertEquals((await call("GET", `orders/${id}`)).body.userName, "-");
  }
  for (const { userId } of [GONE, ORDERED]) assertEquals((await call("GET", `users/${userId}`)).body.name, "-");
  const ids = [GONE.userId, ORDERED.userId];
  const none = async () => (await outsideBooks(...ids, ...NAMES)).length === 0;
  await waitUntil("see the late messages forgotten", none, { timeout: 30_000 });
  const { code, stdout, stderr } = await shop.stop("SIGTERM");
  assertEquals(code, 0);
  assertEquals(await outsideBooks(...ids), []);
  assertEquals(await holders(`${folder}/data`, ...NAMES, CUSTOMER), []);
  for (const text of [...NAMES, CUSTOMER]) assert(!`${stdout}${stderr}`.includes(text), `logged: ${text}`);
});

/** Files with one of the texts, plain or in base64. */
async function holders(path: string, ...texts: readonly string[]): Promise<string[]> {
  if ((await Deno.stat(path).catch(() => null))?.isDirectory) {
    const found: string[] = [];
    for await (const { name } of Deno.readDir(path)) found.push(...await holders(`${path}/${name}`, ...texts));
    return found;
  }
  // A socket is no file, and others may go while this reads.
  const bytes = Buffer.from(await Deno.readFile(path).catch(() => new Uint8Array()));
  const isHeld = texts.flatMap((text) => [text, ...inBase64(text)]).some((each) => bytes.includes(each));
  return isHeld ? [path.slice(path.indexOf("/data/"))] : [];
}

/** As it stands within a longer text, which it begins at any of three places of a group. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(" ".repeat(before) + text).toString("base64").replace(/=+$/, "");
    return encoded.slice(before === 0 ? 0 : before + 1, -1);
  });
}
