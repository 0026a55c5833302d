import { assert, assertEquals } from "@std/assert";
import { activeScenariosContract } from "../../../application/commerce/ports/contracts/active_scenarios_contract.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { RedisActiveScenarios } from "./active_scenarios.ts";
import { connectRedis } from "../core/connect.ts";

activeScenariosContract("Redis", async (work) => {
  const redis = connectRedis({ url: requiredAddress("TEST_REDIS_URL") });
  const prefix = `${uniqueName("scenarios")}.`;
  try {
    await work(new RedisActiveScenarios(redis, prefix));
  } finally {
    await redis.del(`${prefix}scenarios:active`);
    redis.disconnect();
  }
});

Deno.test("RedisActiveScenarios expires all of its keys", async () => {
  const redis = connectRedis({ url: requiredAddress("TEST_REDIS_URL") });
  const prefix = `${uniqueName("scenarios")}.`;
  const active = new RedisActiveScenarios(redis, prefix);
  try {
    const now = Date.now();
    await active.start({ name: "viral-item", until: new Date(now + 3_600_000) });
    await active.start({ name: "coupon", until: new Date(now + 60_000) });
    const left = await redis.pttl(`${prefix}scenarios:active`);
    assert(left > 3_600_000 && left < 3_700_000, `${left}`);
    assertEquals((await active.running(new Date(now))).length, 2);
  } finally {
    await redis.del(`${prefix}scenarios:active`);
    redis.disconnect();
  }
});
