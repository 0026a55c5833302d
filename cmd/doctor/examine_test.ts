import { assert, assertEquals } from "@std/assert";
import { examine } from "./examine.ts";
import { exitStatus } from "./finding.ts";
import { reportAsJson, reportAsText } from "./report.ts";

const complaintsOf = (findings: Awaited<ReturnType<typeof examine>>) =>
  findings.filter(({ status }) => status !== "ok").map(({ subject, check, status }) =>
    `${subject} ${check}: ${status}`
  );

Deno.test("examine of the embedded default looks at the data folder and makes nothing", async () => {
  const folder = await Deno.makeTempDir();
  const findings = await examine({ DATA_DIR: `${folder}/data` }, null);
  assertEquals(complaintsOf(findings), []);
  assertEquals(findings.filter(({ subject }) => subject === "dataFolder").map(({ check }) => check), [
    "folder",
    "writable",
    "lock",
    "space",
  ]);
  assertEquals([...Deno.readDirSync(folder)], []);
  await Deno.remove(folder);
});

Deno.test("examine turns wrong settings into findings", async () => {
  const findings = await examine({ KAFKA_BROKERS: "nonsense", PORT: "many" }, null);
  assertEquals(complaintsOf(findings), ["configuration settings: error", "configuration settings: error"]);
  const missing = await examine({ REDIS_URL: "rediss://127.0.0.1:1", REDIS_CA_FILE: "/nowhere/ca.pem" }, null);
  assertEquals(complaintsOf(missing), ["configuration settings: error"]);
});

Deno.test("examine finds settings that nothing reads, open files and open passwords", async () => {
  const env = { HOST: "0.0.0.0", REDIS_URL: "redis://:s3cret@127.0.0.1:1,redis://:s3cret@cache.invalid:1" };
  const findings = await examine(env, { names: ["PORT", "KAFKA_BROKER"], isOpen: true });
  assertEquals(complaintsOf(findings), [
    "configuration unknownSetting: warning",
    "configuration envFile: warning",
    "configuration api: warning",
    "configuration redisTls: warning",
    "redis reachable: error",
  ]);
  assertEquals(exitStatus(findings), 2);
  assert(!reportAsJson(findings).includes("s3cret"));
  assert(!reportAsText(findings).includes("s3cret"));
});

Deno.test("examine says of every engine that is away how to mend it", async () => {
  const findings = await examine({
    DATABASE_URL: "postgres://shop:s3cret@127.0.0.1:1/shop",
    REDIS_URL: "redis://127.0.0.1:1",
    KAFKA_BROKERS: "127.0.0.1:1",
  }, null);
  const errors = findings.filter(({ status }) => status === "error");
  assertEquals(errors.map(({ subject }) => subject), ["postgres", "redis", "kafka"]);
  assert(errors.every(({ mend }) => mend !== null));
});

Deno.test("the report ends with a verdict, and its status is that of the worst finding", () => {
  const finding = { subject: "redis", check: "x", message: "m", mend: null } as const;
  const of = (...statuses: ("ok" | "warning" | "error")[]) => statuses.map((status) => ({ ...finding, status }));
  assertEquals([of("ok"), of("ok", "warning"), of("error", "warning")].map(exitStatus), [0, 1, 2]);
  assert(reportAsText(of("ok")).endsWith("All is well."));
  assert(reportAsText(of("error", "warning", "warning")).endsWith("1 error, 2 warnings."));
  assertEquals(JSON.parse(reportAsJson(of("ok", "warning"))).status, "warning");
});
