import { shopOpeningContract } from "../../../application/commerce/ports/contracts/shop_opening_contract.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { connectRedis } from "../core/connect.ts";
import { RedisShopOpening } from "./shop_opening.ts";

shopOpeningContract("Redis", async (work) => {
  const redis = connectRedis({ url: requiredAddress("TEST_REDIS_URL") });
  const prefix = `${uniqueName("opening")}.`;
  try {
    await work(new RedisShopOpening(redis, prefix));
  } finally {
    await redis.del(`${prefix}shop:opened-at`);
    redis.disconnect();
  }
});
