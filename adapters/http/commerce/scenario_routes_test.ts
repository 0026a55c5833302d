import { assertEquals, assertStringIncludes } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { withApp } from "../../../testing/http/call.ts";

Deno.test("GET scenarios lists all twenty", () =>
  withApp(async (call) => {
    const { status, body } = await call("GET /v1/scenarios");
    const { items } = body;
    assertEquals([status, items.length, body.nextCursor], [200, 20, null]);
    assertEquals(Object.keys(items[0]).sort(), [
      "changes",
      "effects",
      "holdsNow",
      "koreanTitle",
      "name",
      "next",
      "runningUntil",
      "schedule",
      "summary",
      "title",
    ]);
  }));

Deno.test("PUT and DELETE scenarios start one and stop it", () =>
  withApp(async (call) => {
    const runningUntil = async () => {
      const { body } = await call("GET /v1/scenarios");
      return body.items.find(({ name }: { name: string }) => name === "coupon").runningUntil;
    };
    const until = "2026-03-02T03:30:00.000Z";
    const started = await call("PUT /v1/scenarios/coupon/run", { body: { minutes: 30 } });
    assertEquals([started.status, started.body], [200, { name: "coupon", until }]);
    assertEquals(await runningUntil(), until);
    const stop = () => call("DELETE /v1/scenarios/coupon/run");
    assertEquals((await stop()).body, { name: "coupon", outcome: "stopped" });
    assertEquals((await stop()).body, { name: "coupon", outcome: "idle" });
    assertEquals(await runningUntil(), null);
  }));

Deno.test("PUT scenarios without a body starts one for an hour", () =>
  withApp(async (call) => {
    assertEquals((await call("PUT /v1/scenarios/coupon/run")).body.until, "2026-03-02T04:00:00.000Z");
  }));

Deno.test("scenarios refuse unknown names and wrong lengths, and report that the cache is unreachable", () =>
  withApp(async (call, shop) => {
    for (const method of ["PUT", "DELETE"]) {
      const { status, body } = await call(`${method} /v1/scenarios/blackfriday/run`);
      assertEquals([status, body.code], [404, "unknown_scenario"]);
      assertStringIncludes(body.detail, "black-friday");
    }
    const wrong = await call("PUT /v1/scenarios/coupon/run", { body: { minutes: -1, hours: 2 } });
    assertEquals([wrong.status, wrong.body.code], [400, "invalid_input"]);
    shop.fault.cache = new Outage("cache", new Error("away"));
    assertEquals((await call("GET /v1/scenarios")).status, 503);
  }));
