import { assertEquals } from "@std/assert";
import { cachePoolsContract } from "../../../application/commerce/ports/contracts/cache_pools_contract.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import "../../../testing/engines/leak_checks.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { MemoryCachePools } from "./cache_pools.ts";

cachePoolsContract("this process", () => {
  const pools = new MemoryCachePools(seededRandom(1));
  return Promise.resolve({ pools, elsewhere: pools, [Symbol.asyncDispose]: () => Promise.resolve() });
});

Deno.test("MemoryCachePools has no hit rate before the first read, and copies the caller's lists", async () => {
  const pools = new MemoryCachePools(seededRandom(1));
  assertEquals(await pools.use(), { hits: 0, misses: 0, hitRate: null });
  const users = new Samples("lists").users(2);
  await pools.replaceUsers(users);
  users.pop();
  (await pools.users()).pop();
  assertEquals(await pools.sizes(), { users: 2, products: 0 });
});
