import { assertEquals, assertRejects } from "@std/assert";
import { requiredAddress } from "../../testing/required_address.ts";
import { tlsFront } from "../../testing/tls_front.ts";
import { connectRedis } from "./connect.ts";

/** What a real Redis behind TLS answers. */
async function ping(caOf: (ca: string, otherCa: string) => string | undefined): Promise<string> {
  const { hostname, port } = new URL(requiredAddress("TEST_REDIS_URL"));
  await using front = await tlsFront({ target: `${hostname}:${port || 6379}` });
  const ca = caOf(front.ca, front.otherCa);
  const redis = connectRedis({ url: `rediss://localhost:${front.port}`, ...(ca ? { ca } : {}) });
  try {
    return await redis.ping();
  } finally {
    redis.disconnect();
  }
}

Deno.test("connectRedis speaks TLS with a server whose authority it was given", async () => {
  assertEquals(await ping((ca) => ca), "PONG");
});

Deno.test("connectRedis refuses a server that another authority signed for, or none that the system knows", async () => {
  await assertRejects(() => ping((_, otherCa) => otherCa));
  await assertRejects(() => ping(() => undefined));
});
