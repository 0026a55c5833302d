import { assertEquals, assertStringIncludes } from "@std/assert";
import { testInstallation } from "../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";

/** The results of one run that are not well, as "subject check: status", and its exit status. */
async function complaintsOf(env: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await runProcessToEnd("doctor", { args: ["--json"], env });
  assertEquals(stderr, "");
  const { status, findings } = JSON.parse(stdout);
  const complaints = findings
    .filter((result: { status: string }) => result.status !== "ok")
    .map((result: { subject: string; check: string; status: string }) =>
      `${result.subject} ${result.check}: ${result.status}`
    );
  return { code, status, complaints };
}

Deno.test("doctor finds nothing but what a fresh installation lacks, and nothing once that is there", async () => {
  await using shop = await testInstallation(["redis", "kafka"], { migrated: false });
  assertEquals(await complaintsOf(shop.env), {
    code: 1,
    status: "warning",
    complaints: ["postgres migrations: warning", "kafka topics: warning"],
  });
  await runProcessToEnd("migrate", { env: shop.env });
  for (const stream of ["users", "products", "orders", "customer-identified"]) {
    for (const topic of [stream, `${stream}.dlq`]) {
      const { code, stderr } = await runProcessToEnd("kafka-admin", {
        args: ["create", "--topic", topic],
        env: shop.env,
      });
      assertEquals(code, 0, stderr);
    }
  }
  assertEquals(await complaintsOf(shop.env), { code: 0, status: "ok", complaints: [] });
});

Deno.test("doctor ends with 2 when an engine is unreachable or a setting is wrong, and shows no password", async () => {
  const away = await runProcessToEnd("doctor", { env: { DATABASE_URL: "postgres://shop:s3cret@127.0.0.1:1/shop" } });
  assertEquals(away.code, 2);
  assertStringIncludes(away.stdout, "DATABASE_URL: 127.0.0.1:1 is unreachable");
  assertEquals(`${away.stdout}${away.stderr}`.includes("s3cret"), false);
  assertEquals(await complaintsOf({ KAFKA_BROKERS: "nonsense" }), {
    code: 2,
    status: "error",
    complaints: ["configuration settings: error"],
  });
});

Deno.test("doctor of the embedded default is content", async () => {
  assertEquals(await complaintsOf({}), { code: 0, status: "ok", complaints: [] });
});
