import { changeOrder, createOrder, removeOrder } from "../../../application/commerce/manage_orders.ts";
import { parseOrderDrafts } from "../../../application/commerce/parse_drafts.ts";
import { publishOrders } from "../../../application/commerce/publish_drafts.ts";
import { orderChangesSchema } from "../../../domain/commerce/order_placement.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import type { CommerceDeps } from "./deps.ts";
import { resourceRoutes } from "./resource_routes.ts";

export function orderRoutes(
  api: Api,
  { orders, events }: Pick<CommerceDeps, "orders" | "events">,
  { clock, newId }: Pick<EdgeDeps, "clock" | "newId">,
): void {
  const deps = { orders, events, clock, newId };
  resourceRoutes(api, {
    path: "/v1/orders",
    name: "Order",
    tag: "Orders",
    examples: {
      draft: {
        userId: "U-0198c6a2",
        productId: "P-0198c6a2",
        quantity: 1,
        totalAmount: 89_000,
        createdAt: "2026-02-14T09:30:00+09:00",
      },
      changes: { status: "SHIPPED" },
    },
    problems: {
      create: ["order_conflict", "unknown_user", "unknown_product"],
      change: ["order_conflict"],
      find: "unknown_order",
      remove: [],
    },
    parse: (drafts) => parseOrderDrafts(deps, drafts),
    publish: (drafts) => publishOrders(deps, drafts),
    create: (order) => createOrder(deps, order),
    idOf: ({ orderId }) => orderId,
    changeable: Object.keys(orderChangesSchema.shape),
    change: (id, raw, isCurrent) => changeOrder(deps, id, raw, isCurrent),
    remove: (id) => removeOrder(deps, id),
  });
}
