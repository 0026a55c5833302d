import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

const ORDERS = `Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
beside-1,MUG,A mug,6,2026-03-01 08:26:00,2.55,17850,United Kingdom
beside-2,LAMP,A lamp,2,2026-03-01 08:28:00,3.39,17850,United Kingdom
`;

/** Those that work once, with what they print; in this order. */
const COMMANDS: readonly (readonly [name: string, args: readonly string[], prints: RegExp])[] = [
  ["import", ["FILE", "--rate", "1500", "--yes"], /stored now +2\n[^]*Balanced/],
  ["kafka-admin", ["topics"], /^orders +3 +\d+$/m],
  ["kafka-admin", ["groups", "--json"], /"members":1/],
  ["kafka-admin", ["peek", "--topic", "orders", "--limit", "2"], /"invoice":/],
  ["kafka-admin", ["dlq", "--topic", "orders"], /no dead letters/i],
  ["kafka-admin", ["redrive", "--topic", "orders", "--dry-run"], /^0 dead letters/],
  ["retention", ["--json"], /"complete": true/],
  ["cache-worker", ["--once"], /pools refreshed/],
  ["grade-updater", ["--once"], /members: /],
  ["seed", ["--users", "5", "--products", "5", "--seed", "beside"], /5 users and 5 products added/],
  ["history", ["--days", "2", "--orders-per-day", "5", "--users", "10", "--products", "10", "--seed", "1"], /orders/],
  ["store-reports", ["--date", "2026-03-02"], /Reports of 2026-03-02/],
  ["keys", ["list"], /no key/],
  ["sourcing", ["make-products", "--once"], /products/],
  ["migrate", ["status"], /001 .* commerce/],
  ["cache-monitor", ["--once"], /users=1000/],
  ["doctor", [], /works on it/],
  ["simulate-visits", ["--rate", "5", "--minutes", "0.02", "--url", "URL"], /detections/],
];

/** Those that run until they are stopped. */
const PROCESSES: readonly (readonly [name: string, args: readonly string[]])[] = [
  ["producer", ["--rate", "50"]],
  ["consumer", ["--topic", "orders"]],
  ["consumer", ["--topic", "users"]],
  ["event-relay", []],
  ["event-recorder", []],
  ["api", []],
];

Deno.test("start lets every command work beside it, in the same data folder", async (t) => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await Deno.writeTextFile(`${folder}/orders.csv`, ORDERS);
  const env = { DATA_DIR: `${folder}/data`, PORT: "0", METRICS_PORT: "0", SOURCING_DEMO: "false" };
  await using shop = await RunningProcess.start("start", { args: ["--rate", "0.01", "--visits", "0"], env });
  const base = (await shop.line(/is open at (http:\/\/127\.0\.0\.1:\d+)/, 60_000))[1]!;
  const port = new URL(base).port;
  const orders = async () => (await (await fetch(`${base}/v1/commerce/summary`)).json()).counts.orders as number;

  for (const [name, args, prints] of COMMANDS) {
    await t.step(`${name} ${args.join(" ")}`, async () => {
      const given = args.map((arg) => arg === "FILE" ? `${folder}/orders.csv` : arg === "URL" ? base : arg);
      const ownEnv = name === "cache-monitor" || name === "doctor" ? { ...env, PORT: port } : env;
      const { code, stdout, stderr } = await runProcessToEnd(name, { args: given, env: ownEnv });
      assertEquals(code, 0, stderr);
      assert(prints.test(stdout + stderr), stdout + stderr);
    });
  }

  await t.step("the sourcing databases that a command needed stay open for it", async () => {
    const response = await fetch(`${base}/v1/sourcing/products`);
    assertEquals([response.status, (await response.json()).items], [200, []]);
  });

  await t.step("a command's refusal is its own", async () => {
    const { code, stderr } = await runProcessToEnd("kafka-admin", { args: ["dlq"], env });
    assertEquals(code, 2);
    assertStringIncludes(stderr, "kafka-admin: --topic is missing");
  });

  const running = () => Promise.all(PROCESSES.map(([name, args]) => RunningProcess.start(name, { args, env })));
  const readyOf = async (process: RunningProcess) => {
    const probes = await process.probes();
    await waitUntil("see it ready", async () => {
      const response = await fetch(`${probes}/readyz`);
      await response.body?.cancel();
      return response.ok;
    }, { timeout: 60_000 });
  };

  await t.step("producers and consumers share its log and pools; Ctrl-C stops them alone", async () => {
    const before = await orders();
    const processes = await running();
    await using _ = new AsyncDisposableStack();
    for (const process of processes) _.use(process);
    await Promise.all(processes.map(readyOf));
    await waitUntil("see the producer's orders", async () => await orders() > before + 50, { timeout: 60_000 });
    const ends = await Promise.all(processes.map((process) => process.stop("SIGINT")));
    assertEquals(ends.map(({ code }) => code), PROCESSES.map(() => 0), ends.map(({ stderr }) => stderr).join("\n"));
    const groups = await runProcessToEnd("kafka-admin", { args: ["groups", "--json"], env });
    assertEquals(groups.stdout.match(/"members":\d/g), Array(4).fill('"members":1'));
  });

  await t.step("they end with 1 when it is killed, and the next command takes the folder over", async () => {
    const processes = await running();
    await Promise.all(processes.map(readyOf));
    shop.signal("SIGKILL");
    for (const { code, stderr } of await Promise.all(processes.map((process) => process.ended))) {
      assertEquals(code, 1, stderr);
      assertStringIncludes(stderr, "Cannot reach the running `start`: it has ended");
    }
    const { code, stdout, stderr } = await runProcessToEnd("kafka-admin", { args: ["topics"], env });
    assertEquals(code, 0, stderr);
    assert(/^orders +3 +\d+$/m.test(stdout), stdout);
    const alone = await runProcessToEnd("producer", { env });
    assertEquals(alone.code, 2);
    assertStringIncludes(alone.stderr, "beside one with the same DATA_DIR");
  });
});
