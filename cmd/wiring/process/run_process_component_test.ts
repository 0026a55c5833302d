import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { RunningProcess, runProcessToEnd } from "../../../testing/engines/running_process.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { testInstallation } from "../../../testing/engines/installation.ts";

const NOWHERE = "postgres://nobody@127.0.0.1:1/none";
const oneLine = (text: string) => assertEquals(text.trim().split("\n").length, 1, text);

Deno.test("a command whose engine or service is unreachable fails with one line and status 1, with the stack at debug only", async () => {
  const unreachable = async (name: string, args: readonly string[], env: Readonly<Record<string, string>>) => {
    const { code, stderr } = await runProcessToEnd(name, { args, env });
    assertEquals(code, 1, stderr);
    return stderr;
  };
  const [migrate, seed, visits, verbose] = await Promise.all([
    unreachable("migrate", [], { DATABASE_URL: NOWHERE }),
    unreachable("seed", [], { DATABASE_URL: NOWHERE }),
    unreachable("simulate-visits", ["--url", "http://127.0.0.1:1"], {}),
    unreachable("seed", [], { DATABASE_URL: NOWHERE, LOG_LEVEL: "debug" }),
  ]);
  for (const text of [migrate, seed, visits]) oneLine(text);
  assertMatch(seed, /^seed: Cannot reach Postgres: [^\n]*ECONNREFUSED 127\.0\.0\.1:1$/m);
  assertEquals(migrate.match(/ECONNREFUSED/g)?.length, 1, "the reason is told once");
  assertStringIncludes(visits, "start it with `deno task start`");
  assertStringIncludes(verbose, "    at ");
});

Deno.test("an interrupted command says that it goes on when it is run again, and ends with the signal's status", async () => {
  for (const [signal, status] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
    const folder = await Deno.makeTempDir();
    await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
    await using history = await RunningProcess.start("history", {
      args: ["--days", "200", "--orders-per-day", "1000"],
      env: { DATA_DIR: folder },
    });
    await history.line(/%|orders|rows/, 60_000);
    const { code, stderr } = await history.stop(signal);
    assertEquals(code, status, stderr);
    assertStringIncludes(stderr, "history: stopped; run it again to go on");
    assert(!stderr.includes("    at "), stderr);
  }
});

Deno.test("an API whose database has no tables is not ready and says how to make them", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  await using empty = await temporaryDatabase({ migrated: false });
  await using api = await RunningProcess.start("api", { env: { ...shop.env, DATABASE_URL: empty.url } });
  const base = (await api.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  const ready = async () => {
    const response = await fetch(`${base}/readyz`);
    return { status: response.status, body: await response.json() };
  };
  const before = await ready();
  assertEquals(before.status, 503);
  assertMatch(before.body.checks.schema, /^migrations are not applied: 1 commerce, /);
  assertStringIncludes(before.body.remedies.schema, "deno task migrate");
  assertEquals((await runProcessToEnd("migrate", { env: { DATABASE_URL: empty.url } })).code, 0);
  assertEquals((await ready()).status, 200);
});

Deno.test("start makes nothing where its port is taken, its folder can't be written, or an engine rejects it", async () => {
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const refused = async (env: Readonly<Record<string, string>>, words: string) => {
    const { code, stderr } = await runProcessToEnd("start", {
      env: { DATA_DIR: `${folder}/data`, PORT: "0", AWS_EC2_METADATA_DISABLED: "true", ...env },
    });
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, words);
  };
  await refused({ PORT: String(taken.addr.port) }, `PORT ${taken.addr.port} on 127.0.0.1 is in use`);
  assertEquals([...Deno.readDirSync(folder)], []);
  await Deno.writeTextFile(`${folder}/file`, "");
  await refused({ DATA_DIR: `${folder}/file` }, "DATA_DIR");
  await refused({ EVENTS: "dynamodb", AWS_REGION: "us-east-1" }, "rejects the credentials");
});

Deno.test("start waits for a Postgres that is unreachable and stops at once when it is asked to", async () => {
  await using start = await RunningProcess.start("start", { env: { DATABASE_URL: NOWHERE, PORT: "0" } });
  await start.line(/cannot reach Postgres yet: trying again/, 30_000);
  const { code, stderr } = await start.stop("SIGTERM");
  assertEquals(code, 0, stderr);
});
