import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

const GONE = { userId: "geheim-7731", name: "지울사람432", address: "서울특별시 강남구 1", gender: "F", age: 34 };
const ORDERED = { ...GONE, userId: "geheim-9942", name: "산사람855" };
const PRODUCT = { productId: "P-geheim", name: "무선 이어폰", category: "디지털/가전", price: 89_000 };

Deno.test("an erased user is in no file of the data folder, whatever arrives late", async () => {
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
  assertEquals((await holders(`${folder}/data`, GONE)).length, 1, "the search finds what is there");

  for (const { userId } of [GONE, ORDERED]) {
    assertEquals((await call("DELETE", `users/${userId}?erase=true`)).status, 200);
    const { status, body } = await call("DELETE", `users/${userId}?erase=true`);
    assertEquals([status, body.records], [200, 0], JSON.stringify(body));
    assertEquals(
      body.stores.map(({ store }: { store: string }) => store),
      ["Postgres", "Redis (in this process)", "Kafka (in this process)"],
    );
  }
  for (const user of [GONE, ORDERED]) assertEquals(await holders(`${folder}/data`, user), []);

  assertEquals((await call("POST", "users", [GONE, ORDERED])).status, 202);
  assertEquals((await call("POST", "users?direct=true", GONE)).body.code, "user_erased");
  assertEquals((await call("POST", "orders", [order("O-late", ORDERED), order("O-late2", GONE)])).status, 202);
  // One that has no row of its own until an order of it arrives.
  for (const id of ["O-late", "O-late2"]) {
    await stored(`orders/${id}`);
    assertEquals((await call("GET", `orders/${id}`)).body.userName, "-");
  }
  for (const { userId } of [GONE, ORDERED]) assertEquals((await call("GET", `users/${userId}`)).body.name, "-");
  const none = async () => (await holders(`${folder}/data`, GONE, ORDERED)).length === 0;
  await waitUntil("see the late messages forgotten", none, { timeout: 30_000 });
  assertEquals((await shop.stop("SIGTERM")).code, 0);
  assertEquals(await holders(`${folder}/data`, GONE, ORDERED), []);
});

/** Files with an id or a name, plain or in base64. PGlite's own pages are left out. */
async function holders(folder: string, ...users: readonly (typeof GONE)[]): Promise<string[]> {
  const wanted = users.flatMap(({ userId, name }) => [userId, name]).flatMap((text) => [text, ...inBase64(text)]);
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (name === "postgres") continue;
    if (isDirectory) found.push(...await holders(path, ...users));
    // A socket is no file.
    const text = isDirectory ? "" : await Deno.readTextFile(path).catch(() => "");
    if (wanted.some((each) => text.includes(each))) found.push(path);
  }
  return found;
}

/** As it stands within a longer text, which it begins at any of three places of a group. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(" ".repeat(before) + text).toString("base64").replace(/=+$/, "");
    return encoded.slice(before === 0 ? 0 : before + 1, -1);
  });
}
