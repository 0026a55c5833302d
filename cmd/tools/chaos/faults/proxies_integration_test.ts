import { assert, assertEquals, assertRejects } from "@std/assert";
import { requiredAddress } from "../../../../testing/engines/required_address.ts";
import { addresses } from "../../../../testing/engines/addresses.ts";
import { Proxies } from "./proxies.ts";

const upstream = new URL(requiredAddress("TEST_DYNAMODB_ENDPOINT")).host;
const asked = async (proxies: Proxies, withinMs = 30_000) => {
  const response = await fetch(`http://${proxies.address("test")}/`, { signal: AbortSignal.timeout(withinMs) });
  await response.body?.cancel();
  return response.status;
};

Deno.test("Proxies lead to the service, are disturbed in each way, and lead there again", async () => {
  await using proxies = await Proxies.open(addresses.toxiproxyUrl, { test: { upstream } });
  const status = await asked(proxies);
  for (const how of ["cut_connections", "half_open", "away"] as const) {
    const restore = await proxies.disturb("test", how, 0);
    await assertRejects(() => asked(proxies, 1_000), Error, undefined, how);
    await restore();
    assertEquals(await asked(proxies), status, how);
  }
  const restore = await proxies.disturb("test", "add_latency", 400);
  const began = performance.now();
  assertEquals(await asked(proxies), status);
  assert(performance.now() - began >= 300, `${performance.now() - began} ms`);
  await restore();
});

Deno.test("Proxies take the place of those that an earlier run has left", async () => {
  const left = await Proxies.open(addresses.toxiproxyUrl, { test: { upstream } });
  await using proxies = await Proxies.open(addresses.toxiproxyUrl, { test: { upstream } });
  assert(await asked(proxies) > 0);
  assert(left.address("test") !== proxies.address("test"));
});
