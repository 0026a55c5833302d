// @ts-check

/**
 * The JSON that the server sends; times are text.
 *
 * @typedef {"VIP" | "GOLD" | "SILVER" | "BRONZE"} Grade
 * @typedef {"store" | "cache" | "log"} Part
 * @typedef {{ group: string, topic: string, lag: number, lagSeconds: number | null }} Group
 * @typedef {{
 *   counts: { users: number, products: number, orders: number } | null,
 *   buyers: number | null,
 *   newUsers: number | null,
 *   grades: Record<Grade, number> | null,
 *   pools: { users: number, products: number } | null,
 *   groups: Group[] | null,
 *   cache: { hits: number, misses: number, hitRate: number | null } | null,
 *   unavailable: Part[],
 *   asOf: string,
 * }} Summary
 * @typedef {{ name: string, value: number }} Factor
 * @typedef {{
 *   orderId: string,
 *   userId: string,
 *   quantity: number,
 *   totalAmount: number,
 *   shippingCost: number,
 *   category: string | null,
 *   userName: string | null,
 *   userRegion: string | null,
 *   userGender: "M" | "F" | null,
 *   userAgeGroup: string | null,
 *   createdAt: string,
 *   selection: { score: number, factors: Factor[] } | null,
 * }} Order
 * @typedef {{
 *   users: { bought: number, new: number },
 *   products: { ordered: number, unsold: number },
 * }} PoolSplit
 */

export {};
