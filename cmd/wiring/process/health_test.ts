import { assertEquals } from "@std/assert";
import prom from "prom-client";
import { Health } from "./health.ts";

const ready = async (health: Health) => {
  const response = await health.handle(new Request("http://localhost/readyz"));
  return { status: response.status, body: await response.json() };
};

Deno.test("Health is ready when every engine answers", async () => {
  const health = new Health(new prom.Registry());
  health.needs("postgres", () => Promise.resolve(1));
  assertEquals(await ready(health), { status: 200, body: { status: "ok", checks: { postgres: "ok" } } });
});

Deno.test("Health names the cause of each failure, and its remedy where one is known", async () => {
  const health = new Health(new prom.Registry());
  health.needs("kafka", () => Promise.resolve([]), () => ({ remedy: "never asked" }));
  health.needs("redis", () => Promise.reject(new Error("refused")), (error) => ({ remedy: `start ${error}` }));
  health.needs("dynamodb", () => Promise.reject(new Error("no such table")));
  health.needs(
    "postgres",
    () => Promise.reject(new Error("gone")),
    () => ({ code: "login_refused", remedy: "correct it" }),
  );
  assertEquals(await ready(health), {
    status: 503,
    body: {
      status: "unavailable",
      checks: { kafka: "ok", redis: "refused", dynamodb: "no such table", postgres: "gone" },
      codes: { redis: "nothing_listens", dynamodb: "failed", postgres: "login_refused" },
      remedies: { redis: "start Error: refused", postgres: "correct it" },
    },
  });
});

Deno.test("Health shows each engine as a metric, as it is at the scrape", async () => {
  const registry = new prom.Registry();
  const health = new Health(registry);
  let isUp = false;
  health.needs("postgres", () => isUp ? Promise.resolve(1) : Promise.reject(new Error("refused")));
  health.needs("redis", () => Promise.resolve(1));
  const shown = async () => {
    const text = await (await health.handle(new Request("http://localhost/metrics"))).text();
    return text.split("\n").filter((line) => line.startsWith("tillstream_ready{"));
  };
  assertEquals(await shown(), ['tillstream_ready{check="postgres"} 0', 'tillstream_ready{check="redis"} 1']);
  isUp = true;
  assertEquals(await shown(), ['tillstream_ready{check="postgres"} 1', 'tillstream_ready{check="redis"} 1']);
});
