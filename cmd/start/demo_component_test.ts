import { assert, assertEquals } from "@std/assert";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";
import { type DemoView, demoViews } from "../../testing/http/demo_views.ts";

const WITHIN = { timeout: 180_000 };

Deno.test("start lets sourcing live by itself, through kill -9, and leaves it to whoever has an account of their own", async (t) => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const open = async (args: readonly string[] = ["--rate", "1"], data = folder) => {
    const process = await RunningProcess.start("start", {
      args,
      env: { DATA_DIR: data, PORT: "0", METRICS_PORT: "0" },
    });
    const base = (await process.line(/is open at (http:\/\/127\.0\.0\.1:\d+)/, 120_000))[1]!;
    // deno-lint-ignore no-explicit-any -- looked at field by field
    const list = async (what: string): Promise<any[]> =>
      (await (await fetch(`${base}/v1/sourcing/${what}?limit=200`)).json()).items;
    const shown = async ({ path, shows }: DemoView) => {
      const response = await fetch(`${base}/v1/${path}`);
      const answer = await response.json();
      return response.ok && shows(answer);
    };
    const until = (act: string, probe: () => Promise<boolean>) =>
      waitUntil(act, probe, WITHIN).catch((error) => {
        throw new Error(`${error.message}; its last words:\n${process.lastWords()}`, { cause: error.cause });
      });
    return Object.assign(process, { base, list, until, shown });
  };
  const status = ({ supplierOrder }: { supplierOrder: { status: string } }) => supplierOrder.status;
  let before: string[] = [];

  await t.step("items, products, listings, orders and supplier orders appear without a word from anybody", async () => {
    await using shop = await open();
    await shop.until(
      "see an order confirmed by the supplier",
      async () => (await shop.list("supplier-orders")).some((each) => ["CONFIRMED", "SHIPPED"].includes(status(each))),
    );
    assert((await shop.list("products")).length >= 6);
    const accounts = [...await shop.list("supplier-accounts"), ...await shop.list("market-accounts")];
    assertEquals(accounts.map(({ status }) => status), ["ACTIVE", "ACTIVE"]);
    for (const { feedUrl, apiUrl } of accounts) assert((feedUrl ?? apiUrl).startsWith("http://127.0.0.1:"));
    for (const view of demoViews(new Date())) await shop.until(`see ${view.path}`, () => shop.shown(view));
    before = (await shop.list("orders")).map(({ order }) => order.externalOrderId);
    shop.signal("SIGKILL");
    await shop.ended;
  });

  await t.step("after kill -9 it goes on: nothing is sold or opened twice, and more is", async () => {
    await using shop = await open();
    await shop.until("see another order", async () => (await shop.list("orders")).length > before.length);
    const now = (await shop.list("orders")).map(({ order }) => order.externalOrderId);
    assertEquals([new Set(now).size, before.every((id) => now.includes(id))], [now.length, true]);
    assertEquals((await shop.stop("SIGTERM")).code, 0);
  });

  await t.step("a supplier of one's own ends it at once: simulated buyers order nothing there", async () => {
    const ordered: string[] = [];
    const items = Array.from({ length: 20 }, (_, n) => ({ id: `own-${n}`, name: `컵 ${n}`, price: 5_000, stock: 10 }));
    await using own = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
      if (request.method !== "GET") ordered.push(await request.text());
      return Response.json({ items: new URL(request.url).pathname === "/items" ? items : [], nextCursor: null });
    });
    await using shop = await open();
    const added = await fetch(`${shop.base}/v1/sourcing/supplier-accounts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ supplier: "mine", name: "main", feedUrl: `http://127.0.0.1:${own.addr.port}` }),
    });
    assertEquals(added.status, 201, await added.text());
    const codes = async () => (await shop.list("products")).map(({ product }) => product.supplierItemCode);
    await shop.until("see products of its items", async () => (await codes()).includes("own-19"));
    const demo = async () => [
      ...(await shop.list("market-accounts")).filter(({ market }) => market === "demo-market"),
      ...(await shop.list("supplier-accounts")).filter(({ supplier }) => supplier === "demo-supplier"),
    ];
    await shop.until("see the demo pause", async () => (await demo()).every(({ status }) => status === "PAUSED"));
    const listed = (await shop.list("listings")).map(({ product }) => product?.supplierItemCode);
    assertEquals([listed.filter((code) => code?.startsWith("own-")), ordered], [[], []]);
    assertEquals((await shop.stop("SIGTERM")).code, 0);
  });

  await t.step("with an account of one's own the demo rests", async () => {
    await using shop = await open();
    const market = (await shop.list("market-accounts")).find(({ market }) => market === "demo-market");
    const supplier = (await shop.list("supplier-accounts")).find(({ supplier }) => supplier === "demo-supplier");
    assertEquals([market.status, supplier.status], ["PAUSED", "PAUSED"]);
    assertEquals((await shop.stop("SIGTERM")).code, 0);
  });

  await t.step("--demo off invents nothing: no call shows what nobody put there", async () => {
    await using shop = await open(["--demo", "off"], `${folder}/empty`);
    for (const { path, shows } of demoViews(new Date())) {
      // The scenarios there are, and parts that are asked for by an id.
      if (path === "scenarios") continue;
      const response = await fetch(`${shop.base}/v1/${path}`);
      const answer = await response.json();
      assert(response.status === 404 || !isShown(() => shows(answer)), `${path}: ${JSON.stringify(answer)}`);
    }
    assertEquals((await shop.stop("SIGTERM")).code, 0);
  });
});

function isShown(shows: () => boolean): boolean {
  try {
    return shows();
  } catch {
    return false;
  }
}
