import type { CachePools } from "../../../application/commerce/ports/cache.ts";
import type { Process } from "../world.ts";
import type { CommerceState } from "./commerce_state.ts";

export type PoolPorts = Pick<
  CachePools,
  "replaceUsers" | "replaceProducts" | "removeUser" | "randomUser" | "randomProduct"
>;

export function poolsFor(
  { network, pools }: Pick<CommerceState, "network" | "pools">,
  process: Process,
): PoolPorts {
  const call = <T>(what: string, work: () => Promise<T>) => network.call(process, "Redis", what, work);
  return {
    replaceUsers: (users) => call(`swap the pool for ${users.length} users`, () => pools.replaceUsers(users)),
    replaceProducts: (all) => call(`swap the pool for ${all.length} products`, () => pools.replaceProducts(all)),
    removeUser: (id) => call(`drop ${id} from the pool`, () => pools.removeUser(id)),
    randomUser: () => call("draw a user", () => pools.randomUser()),
    randomProduct: () => call("draw a product", () => pools.randomProduct()),
  };
}
