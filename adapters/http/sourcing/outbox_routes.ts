import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { deprecated } from "../server/deprecation.ts";
import type { SourcingDeps, SourcingPorts } from "./deps.ts";

const PATH = "/v1/sourcing/outbox";
/** Deprecated: the path until 2026-11, for one version. */
const OLD_PATH = "/v1/sourcing/carrying";
const DEPRECATION = deprecated(PATH);

function routesAt(path: string, names: { readonly read: string; readonly retry: string }, deprecated: boolean) {
  const common = { tag: "Sourcing", ...(deprecated ? { deprecated } : {}) };
  return {
    read: describeRoute({
      ...common,
      method: "get",
      path,
      operationId: names.read,
      summary: "Messages waiting to be relayed between the databases, and those that were refused where they arrived",
      answers: { 200: json("How many", "Outbox") },
      problems: ["unavailable"],
    }),
    retry: describeRoute({
      ...common,
      method: "post",
      path: `${path}/retry`,
      operationId: names.retry,
      summary: "Relay dead letters again, once what they were refused for is repaired",
      answers: { 200: json("How many are waiting now", "Outbox") },
      problems: ["unavailable"],
    }),
  };
}

export function outboxRoutes(api: Api, { open }: SourcingDeps): void {
  const count = async () => {
    const ways = await Promise.all(
      waysOf(await open()).map(async ({ from, to, outbox }) => {
        const { waiting, deadLettered } = await outbox.waiting(to);
        // `parked`: the old name, for one version.
        return { from, to, waiting, deadLettered, parked: deadLettered };
      }),
    );
    const sum = (of: "waiting" | "deadLettered") => ways.reduce((total, way) => total + way[of], 0);
    const deadLettered = sum("deadLettered");
    return { waiting: sum("waiting"), deadLettered, parked: deadLettered, ways };
  };
  const retry = async () => {
    for (const { outbox, to } of waysOf(await open())) await outbox.retryDeadLetters(to);
    return await count();
  };
  const { read, retry: retryRoute } = routesAt(PATH, { read: "getOutbox", retry: "retryOutbox" }, false);
  api.openapi(read, async (c) => c.json(await count()));
  api.openapi(retryRoute, async (c) => c.json(await retry()));
  const old = routesAt(OLD_PATH, { read: "getCarrying", retry: "retryCarrying" }, true);
  api.openapi(old.read, async (c) => c.json(await count(), 200, DEPRECATION));
  api.openapi(old.retry, async (c) => c.json(await retry(), 200, DEPRECATION));
}

function waysOf({ outbox, dropshipOutbox }: SourcingPorts) {
  return [
    { from: "source", to: "dropship", outbox },
    { from: "source", to: "market", outbox },
    { from: "dropship", to: "market", outbox: dropshipOutbox },
  ] as const;
}
