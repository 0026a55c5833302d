import { assert, assertEquals } from "@std/assert";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

const RUNS_WITHIN = { timeout: 60_000 };
/** Nothing but where the data lies: no server, no Redis, no Kafka. */
const embeddedIn = (folder: string) => ({ DATA_DIR: folder, PORT: "0", METRICS_PORT: "0" });

Deno.test("start runs everything without servers, goes on where it was, and keeps what it acknowledged through kill -9", async (t) => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const open = async (...args: readonly string[]) => {
    const process = await RunningProcess.start("start", { args, env: embeddedIn(folder) });
    const base = (await process.line(/is open at (http:\/\/127\.0\.0\.1:\d+)/, 60_000))[1]!;
    const summary = async () => await (await fetch(`${base}/v1/commerce/summary`)).json();
    const ordersNow = async (): Promise<number> => (await summary()).counts.orders;
    const until = (act: string, probe: () => Promise<boolean>) =>
      waitUntil(act, probe, RUNS_WITHIN).catch((error) => {
        throw new Error(`${error.message}; its last words:\n${process.lastWords()}`, { cause: error.cause });
      });
    return Object.assign(process, { base, summary, ordersNow, until });
  };
  let ordersBefore = 0;

  await t.step("orders rise and both pools are filled within a minute; Ctrl-C ends it in an orderly way", async () => {
    await using shop = await open("--rate", "20");
    await shop.until("see orders", async () => await shop.ordersNow() > 0);
    const first = await shop.ordersNow();
    await shop.until("see more orders", async () => await shop.ordersNow() > first);
    assertEquals((await shop.summary()).pools, { users: 1_000, products: 1_000 });
    ordersBefore = await shop.ordersNow();
    const { code, ms, stderr } = await shop.stop("SIGINT");
    assertEquals(code, 0, stderr);
    assert(ms < 10_000, `${ms} ms`);
  });

  let ids: string[] = [];
  await t.step("a second start goes on from the same data", async () => {
    await using shop = await open("--rate", "20");
    assert(await shop.ordersNow() >= ordersBefore);
    const sample = async (pool: string) => await (await fetch(`${shop.base}/v1/cache/${pool}/random`)).json();
    await waitUntil(
      "see the pools",
      async () => (await sample("users")).userId && (await sample("products")).productId,
    );
    const user = await sample("users");
    const product = await sample("products");
    const drafts = Array.from({ length: 200 }, () => (
      { userId: user.userId, productId: product.productId, quantity: 1, totalAmount: product.price }
    ));
    const response = await fetch(`${shop.base}/v1/orders`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(drafts),
    });
    assertEquals(response.status, 202);
    ids = (await response.json()).ids;
    assertEquals(ids.length, drafts.length);
    shop.signal("SIGKILL");
    await shop.ended;
  });

  await t.step("after kill -9 every order that was acknowledged is stored", async () => {
    await using shop = await open();
    const isStored = async (id: string) => {
      const response = await fetch(`${shop.base}/v1/orders/${id}`);
      await response.body?.cancel();
      return response.ok;
    };
    let missing = ids;
    await shop.until(`see the ${ids.length} orders`, async () => {
      const found = await Promise.all(missing.map(async (id) => [id, await isStored(id)] as const));
      missing = found.flatMap(([id, stored]) => stored ? [] : [id]);
      return missing.length === 0;
    });
    const { code } = await shop.stop("SIGTERM");
    assertEquals(code, 0);
  });
});
