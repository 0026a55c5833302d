import { z } from "@hono/zod-openapi";
import {
  DAILY_SALES_SORTS,
  ORDER_SORTS,
  PENDING_SORTS,
  PRODUCT_SORTS,
  USER_SORTS,
} from "../../../application/commerce/ports/lists.ts";
import { GRADES } from "../../../domain/commerce/grade.ts";
import { ORDER_STATUSES } from "../../../domain/commerce/order.ts";
import { USER_STATUSES } from "../../../domain/commerce/user.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { dayFilter, flagFilter, textFilter, timeFilter } from "../server/filters.ts";
import { listOf, listQuery } from "../server/list.ts";
import type { CommerceDeps } from "./deps.ts";

const get = { method: "get", problems: ["unavailable"] } as const;

const users = describeRoute({
  ...get,
  path: "/v1/users",
  operationId: "listUsers",
  tag: "Users",
  summary: "Members of the shop",
  query: z.object({
    ...listQuery(USER_SORTS, "-createdAt"),
    grade: z.enum(GRADES).optional(),
    status: z.enum(USER_STATUSES).optional(),
    guest: flagFilter("Buyers without an account, or the others"),
    q: textFilter("An id, or part of a name or e-mail address"),
  }),
  answers: { 200: json("A page", "UserPage") },
});

const products = describeRoute({
  ...get,
  path: "/v1/products",
  operationId: "listProducts",
  tag: "Products",
  summary: "The catalogue",
  query: z.object({
    ...listQuery(PRODUCT_SORTS, "-createdAt"),
    category: textFilter("As it is", 50),
    brand: textFilter("As it is"),
    goods: flagFilter("Goods, or postage, discounts and the like"),
    q: textFilter("An id, or part of a name", 200),
  }),
  answers: { 200: json("A page", "ProductPage") },
});

export const orderFilters = {
  user: textFilter("Id of the member"),
  product: textFilter("Id of the product"),
  status: z.enum(ORDER_STATUSES).optional(),
  grade: z.enum(GRADES).optional().openapi({ description: "Of the member, as it is now" }),
  category: textFilter("As it is", 50),
  day: dayFilter("When they were placed, on Seoul's calendar"),
  from: timeFilter("Not before"),
  to: timeFilter("Before"),
  q: textFilter("An id or invoice, or part of a member's or product's name", 200),
};

const orders = describeRoute({
  ...get,
  path: "/v1/orders",
  operationId: "listOrders",
  tag: "Orders",
  summary: "Stored orders",
  query: z.object({ ...listQuery(ORDER_SORTS, "-createdAt"), ...orderFilters }),
  answers: { 200: json("A page", "OrderPage") },
});

const dailySales = describeRoute({
  ...get,
  path: "/v1/commerce/daily-sales",
  operationId: "listDailySales",
  tag: "Commerce",
  summary: "What was sold a day and category, on Seoul's calendar",
  query: z.object({
    ...listQuery(DAILY_SALES_SORTS, "-day"),
    category: textFilter("As it is", 50),
    from: dayFilter("The first day"),
    to: dayFilter("The last day"),
  }),
  answers: { 200: json("A page", "DailySalesPage") },
});

const pendingOrders = describeRoute({
  ...get,
  path: "/v1/commerce/pending-orders",
  operationId: "listPendingOrders",
  tag: "Commerce",
  summary: "Orders that wait for their member or product",
  query: z.object({
    ...listQuery(PENDING_SORTS, "receivedAt"),
    order: textFilter("Its id"),
    user: textFilter("Id of the member"),
    product: textFilter("Id of the product"),
  }),
  answers: { 200: json("A page", "PendingOrderPage") },
});

export function listRoutes(
  api: Api,
  { lists }: Pick<CommerceDeps, "lists">,
): void {
  api.openapi(users, async (c) => {
    const { filters, request, body } = listOf(users.path, USER_SORTS, c.req.valid("query"));
    return c.json(body(await lists.users(filters, request)));
  });

  api.openapi(products, async (c) => {
    const { filters, request, body } = listOf(products.path, PRODUCT_SORTS, c.req.valid("query"));
    return c.json(body(await lists.products(filters, request)));
  });

  api.openapi(orders, async (c) => {
    const { filters, request, body } = listOf(orders.path, ORDER_SORTS, c.req.valid("query"));
    return c.json(body(await lists.orders(filters, request)));
  });

  api.openapi(dailySales, async (c) => {
    const { filters, request, body } = listOf(dailySales.path, DAILY_SALES_SORTS, c.req.valid("query"));
    return c.json(body(await lists.dailySales(filters, request)));
  });

  api.openapi(pendingOrders, async (c) => {
    const { filters, request, body } = listOf(pendingOrders.path, PENDING_SORTS, c.req.valid("query"));
    return c.json(body(await lists.pendingOrders(filters, request)));
  });
}
