import { assert, assertEquals } from "@std/assert";
import { runChecks } from "./run_checks.ts";
import { exitStatus } from "./check_result.ts";
import { reportAsJson, reportAsText } from "./report.ts";

const complaintsOf = (results: Awaited<ReturnType<typeof runChecks>>) =>
  results.filter(({ status }) => status !== "ok").map(({ subject, check, status }) => `${subject} ${check}: ${status}`);

Deno.test("runChecks of the embedded default looks at the data folder and makes nothing", async () => {
  const folder = await Deno.makeTempDir();
  const results = await runChecks({ DATA_DIR: `${folder}/data` }, null);
  assertEquals(complaintsOf(results), []);
  assertEquals(results.filter(({ subject }) => subject === "dataFolder").map(({ check }) => check), [
    "folder",
    "writable",
    "lock",
    "space",
  ]);
  assertEquals([...Deno.readDirSync(folder)], []);
  await Deno.remove(folder);
});

Deno.test("runChecks turns wrong settings into results", async () => {
  const results = await runChecks({ KAFKA_BROKERS: "nonsense", PORT: "many" }, null);
  assertEquals(complaintsOf(results), ["configuration settings: error", "configuration settings: error"]);
  const missing = await runChecks({ REDIS_URL: "rediss://127.0.0.1:1", REDIS_CA_FILE: "/nowhere/ca.pem" }, null);
  assertEquals(complaintsOf(missing), ["configuration settings: error"]);
});

Deno.test("runChecks finds settings that nothing reads, open files and open passwords", async () => {
  const env = { HOST: "0.0.0.0", REDIS_URL: "redis://:s3cret@127.0.0.1:1,redis://:s3cret@cache.invalid:1" };
  const results = await runChecks(env, { names: ["PORT", "KAFKA_BROKER"], isOpen: true });
  assertEquals(complaintsOf(results), [
    "configuration unknownSetting: warning",
    "configuration envFile: warning",
    "configuration api: warning",
    "configuration redisTls: warning",
    "redis reachable: error",
  ]);
  assertEquals(exitStatus(results), 2);
  assert(!reportAsJson(results).includes("s3cret"));
  assert(!reportAsText(results).includes("s3cret"));
});

Deno.test("runChecks says the remedy of every engine that is unreachable", async () => {
  const results = await runChecks({
    DATABASE_URL: "postgres://shop:s3cret@127.0.0.1:1/shop",
    REDIS_URL: "redis://127.0.0.1:1",
    KAFKA_BROKERS: "127.0.0.1:1",
  }, null);
  const errors = results.filter(({ status }) => status === "error");
  assertEquals(errors.map(({ subject }) => subject), ["postgres", "redis", "kafka"]);
  assert(errors.every(({ remedy }) => remedy !== null));
});

Deno.test("the report ends with a verdict, and its status is that of the worst result", () => {
  const result = { subject: "redis", check: "x", message: "m", remedy: null } as const;
  const of = (...statuses: ("ok" | "warning" | "error")[]) => statuses.map((status) => ({ ...result, status }));
  assertEquals([of("ok"), of("ok", "warning"), of("error", "warning")].map(exitStatus), [0, 1, 2]);
  assert(reportAsText(of("ok")).endsWith("All is well."));
  assert(reportAsText(of("error", "warning", "warning")).endsWith("1 error, 2 warnings."));
  const { status, findings } = JSON.parse(reportAsJson([{ ...result, status: "warning", remedy: "Do it." }]));
  assertEquals([status, findings], ["warning", [{ ...result, status: "warning", remedy: "Do it.", mend: "Do it." }]]);
});
