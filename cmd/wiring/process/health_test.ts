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
  assertEquals(await ready(health), {
    status: 503,
    body: {
      status: "unavailable",
      checks: { kafka: "ok", redis: "refused", dynamodb: "no such table" },
      remedies: { redis: "start Error: refused" },
    },
  });
});
