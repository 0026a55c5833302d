import { assertEquals, assertRejects } from "@std/assert";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { Outage } from "../../shared/fault.ts";
import { registerNewcomers } from "./register_newcomers.ts";

function arrange() {
  const published: (readonly CommerceEvent[])[] = [];
  let ids = 0;
  const deps = {
    events: {
      publish: (events: readonly CommerceEvent[]) => {
        published.push(events);
        return Promise.resolve([]);
      },
    },
    clock: () => new Date("2026-03-02T03:00:00Z"),
    newId: () => String(++ids),
    random: seededRandom(1),
  };
  return { deps, published };
}

Deno.test("registerNewcomers publishes ten customers for the first ten seconds", async () => {
  const { deps, published } = arrange();
  const users = await registerNewcomers(deps, { fromMs: 0, toMs: 10_000 });
  assertEquals(users.length, 10);
  assertEquals(published, [users.map((user) => ({ type: "user.registered" as const, user }))]);
  assertEquals(new Set(users.map(({ userId }) => userId)).size, 10);
});

Deno.test("registerNewcomers registers fewer later", async () => {
  const { deps } = arrange();
  const hours = 5 * 3_600_000;
  const users = await registerNewcomers(deps, { fromMs: hours, toMs: hours + 600_000 });
  assertEquals(users.length, 5);
});

Deno.test("registerNewcomers publishes nothing without newcomers", async () => {
  const { deps, published } = arrange();
  assertEquals(await registerNewcomers(deps, { fromMs: 5_000, toMs: 5_000 }), []);
  assertEquals(published, []);
});

Deno.test("registerNewcomers rethrows an outage", async () => {
  const events = { publish: () => Promise.reject(new Outage("log", "away")) };
  await assertRejects(() => registerNewcomers({ ...arrange().deps, events }, { fromMs: 0, toMs: 10_000 }), Outage);
});
