import { randomProduct, randomUser } from "../../../application/commerce/cache/draw_from_pool.ts";
import { Outage } from "../../../application/shared/fault.ts";
import type { Api } from "../server/api.ts";
import type { CommerceDeps } from "./deps.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { valueOf } from "../server/refusal.ts";

const TAG = "Cache";

const userRoute = randomRoute("users", "User", "customer");
const productRoute = randomRoute("products", "Product", "product");

const statusRoute = describeRoute({
  method: "get",
  path: "/v1/cache/status",
  operationId: "getCacheStatus",
  tag: TAG,
  summary: "Whether the cache is there, and how full its pools are",
  answers: { 200: json("The cache", "CacheStatus", { connected: true, users: 1000, products: 1000 }) },
});

export function cacheRoutes(api: Api, { pools }: Pick<CommerceDeps, "pools">): void {
  api.openapi(userRoute, async (c) => c.json(valueOf(await randomUser({ pools }))));

  api.openapi(productRoute, async (c) => c.json(valueOf(await randomProduct({ pools }))));

  api.openapi(statusRoute, async (c) => {
    const connected = await pools.isConnected();
    return c.json({ connected, ...(connected ? await sizes(pools) : NO_SIZES) });
  });
}

function randomRoute(pool: "users" | "products", schema: "User" | "Product", one: string) {
  return describeRoute({
    method: "get",
    path: `/v1/cache/${pool}/random`,
    operationId: `getRandom${schema}`,
    tag: TAG,
    summary: `One member of the ${one}s' pool, all equally likely`,
    answers: { 200: json(`A ${one}`, schema) },
    problems: ["empty_pool", "unavailable"],
  });
}

const NO_SIZES = { users: null, products: null };

async function sizes(pools: CommerceDeps["pools"]): Promise<{ users: number | null; products: number | null }> {
  try {
    return await pools.sizes();
  } catch (error) {
    if (error instanceof Outage) return NO_SIZES;
    throw error;
  }
}
