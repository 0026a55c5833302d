/**
 * The client of Tillstream's API: every call, with the types of its OpenAPI document, keys, retries and pages.
 *
 * ```ts
 * const shop = connect("http://localhost:8000");
 * const user = await shop.createUser({ name: "홍길동" });
 * for await (const order of shop.list("/v1/orders", { query: { user: user.userId } })) console.log(order.orderId);
 * ```
 *
 * @module
 */
export { connect, type ConnectOptions, type Tillstream } from "./connect.ts";
export type { ItemOf, ListParams, ListPath } from "./read_list.ts";
export { type Problem, ProblemError, valueOf } from "./problem.ts";
export type { components, operations, paths } from "./schema.ts";
