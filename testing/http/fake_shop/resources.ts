import { sha256 } from "../../../adapters/system/sha256.ts";
import type { CommerceDeps } from "../../../adapters/http/commerce/deps.ts";
import type { May } from "../../../application/commerce/ports/shop.ts";
import { contribution } from "../../../domain/commerce/grade.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { attempt, type ShopState, stamped } from "./shop_state.ts";

export function fakeUsers(of: () => ShopState): CommerceDeps["users"] {
  return untilOrdered<"userId", User>(of, (shop) => shop.users, "userId");
}

export function fakeMembers(of: () => ShopState): CommerceDeps["members"] {
  return {
    standing: (id, { after, until }) =>
      attempt(of, "store", ({ orders }) => {
        const own = [...orders.values()].filter(({ userId, createdAt }) =>
          userId === id && createdAt > after && createdAt <= until
        ).map(contribution);
        return {
          amount: own.reduce((sum, { amount }) => sum + amount, 0),
          orders: own.reduce((sum, each) => sum + each.orders, 0),
        };
      }),
    gradeChanges: () => attempt(of, "store", () => []),
  };
}

export function fakeErasure(of: () => ShopState): CommerceDeps["erasure"] {
  return {
    register: {
      name: "Postgres",
      begin: (id, at) =>
        attempt(of, "store", (shop) => {
          const isOrdered = [...shop.orders.values()].some(({ userId }) => userId === id);
          const found = isOrdered ? changed(shop.users, id, { name: "-" }) !== null : shop.users.delete(id);
          return { erasedAt: at, found: [{ place: "users", records: found ? 1 : 0 }] };
        }),
    },
    stores: [],
    digestOf: sha256,
  };
}

export function fakeProducts(of: () => ShopState): CommerceDeps["products"] {
  return untilOrdered<"productId", Product>(of, (shop) => shop.products, "productId");
}

export function fakeOrders(of: () => ShopState): CommerceDeps["orders"] {
  return {
    find: (id) => attempt(of, "store", (shop) => stamped(shop.orders.get(id))),
    add: (order) =>
      attempt(of, "store", (shop) => {
        if (!shop.users.has(order.userId)) return "unknown_user";
        if (!shop.products.has(order.productId)) return "unknown_product";
        return added(shop.orders, order.orderId, order);
      }),
    findAll: (ids) => attempt(of, "store", (shop) => ids.flatMap((id) => shop.orders.get(id) ?? [])),
    advance: (id, from, to) =>
      attempt(of, "store", (shop) => {
        const order = shop.orders.get(id);
        if (order?.status !== from) return false;
        shop.orders.set(id, { ...order, status: to });
        return true;
      }),
    change: (id: string, changes: object, may?: May<Order>) =>
      attempt(of, "store", (shop) => changed<Order>(shop.orders, id, changes, may) as never),
    remove: (id) => attempt(of, "store", (shop) => shop.orders.delete(id) ? "removed" : "unknown"),
  };
}

/** What may be removed while no order names it. */
function untilOrdered<Id extends "userId" | "productId", T extends Readonly<Record<Id, string>>>(
  of: () => ShopState,
  all: (shop: ShopState) => Map<string, T>,
  id: Id,
) {
  return {
    find: (key: string) => attempt(of, "store", (shop) => stamped(all(shop).get(key))),
    add: (value: T) => attempt(of, "store", (shop) => added(all(shop), value[id], value)),
    change: (key: string, changes: object, may?: May<T>) =>
      attempt(of, "store", (shop) => changed<T>(all(shop), key, changes, may) as never),
    remove: (key: string) =>
      attempt(of, "store", (shop) => {
        if ([...shop.orders.values()].some((order) => order[id] === key)) return "has_orders";
        return all(shop).delete(key) ? "removed" : "unknown";
      }),
  };
}

function added<T>(all: Map<string, T>, id: string, value: T): "added" | "exists" {
  if (all.has(id)) return "exists";
  all.set(id, value);
  return "added";
}

function changed<T extends object>(
  all: Map<string, T>,
  id: string,
  changes: object,
  may: May<T> = () => true,
): ReturnType<typeof stamped<T>> | "refused" {
  const value = all.get(id);
  if (!value) return null;
  if (!may(stamped(value)!)) return "refused";
  all.set(id, { ...value, ...changes });
  return stamped(all.get(id));
}
