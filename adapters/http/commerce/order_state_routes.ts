import { z } from "@hono/zod-openapi";
import { findOrder } from "../../../application/commerce/find_order.ts";
import { cancelOrder } from "../../../application/commerce/manage_orders.ts";
import { orderChangesSchema } from "../../../domain/commerce/order_placement.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { etagOf, ifMatch } from "../server/etag.ts";
import { idParam } from "../server/id_param.ts";
import { valueOf } from "../server/refusal.ts";
import type { CommerceDeps } from "./deps.ts";

const TAG = "Orders";
const CHANGEABLE = Object.keys(orderChangesSchema.shape);
const params = z.object({ id: idParam(100).openapi({ description: "Id of the order", example: "O-0198c6a2" }) });

const at = z.string().regex(/^\d{1,6}-\d{1,15}$/, "expected a partition and an offset such as 2-1234").optional()
  .openapi({
    description:
      "Partition and offset, as the Location of 202 has them; without, an order that no consumer has come to " +
      "is unknown",
    example: "2-1234",
  });

const [TRACED, PENDING, DEAD] = [ref("TracedOrder"), ref("PendingOrderState"), ref("DeadOrderState")];

const readRoute = describeRoute({
  method: "get",
  path: "/v1/orders/{id}",
  operationId: "getOrder",
  tag: TAG,
  summary: "Read one order, or what became of it",
  description: [
    "`state` is `stored`, `pending` with the reason why it is not stored yet, or `dead` with why it can't be: an operator",
    "finds it among the dead letters. `trace` says where it was in the log, why the live stream chose this customer",
    "(`selection`), and what it adds to the totals.",
  ].join(" "),
  params,
  query: z.object({ at }),
  answers: {
    200: json("The order, or its state", {
      oneOf: [TRACED, PENDING, DEAD],
      discriminator: {
        propertyName: "state",
        mapping: {
          stored: TRACED.$ref,
          pending: PENDING.$ref,
          dead: DEAD.$ref,
        },
      },
    }, {
      orderId: "O-0198c6a2",
      state: "pending",
      reason: "unknown_product",
      since: "2026-03-02T12:00:00.000Z",
      trace: { log: { topic: "orders", partition: 2, offset: 1234 } },
    }),
  },
  problems: ["unknown_order", "unavailable"],
});

const cancelRoute = describeRoute({
  method: "post",
  path: "/v1/orders/{id}/cancel",
  operationId: "cancelOrder",
  tag: TAG,
  summary: "Cancel an order: it leaves grades, counts and totals, and its pieces come back to the stock",
  description: "Repeating it changes nothing. An order that was delivered can only be returned.",
  params,
  ifMatch: true,
  answers: { 200: json("The order as it is now", "StoredOrder") },
  problems: ["unknown_order", "order_conflict", "precondition_failed", "unavailable"],
});

export function orderStateRoutes(
  api: Api,
  { streams, ...commerce }: Pick<CommerceDeps, "orders" | "lists" | "positions" | "inspector" | "scanner" | "streams">,
): void {
  const deps = { ...commerce, stream: streams.orders };

  api.openapi(readRoute, async (c) => {
    const [partition, offset] = c.req.valid("query").at?.split("-").map(Number) ?? [];
    const place = partition === undefined ? null : { partition, offset: offset! };
    const found = valueOf(await findOrder(deps, c.req.valid("param").id, place));
    return c.json(found, 200, found.state === "stored" ? { etag: etagOf(found, CHANGEABLE) } : {});
  });

  api.openapi(cancelRoute, async (c) => {
    const order = valueOf(await cancelOrder(deps, c.req.valid("param").id, ifMatch(c, CHANGEABLE)));
    return c.json(order, 200, { etag: etagOf(order, CHANGEABLE) });
  });
}
