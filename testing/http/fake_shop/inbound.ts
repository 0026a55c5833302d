import { KeptOrderFiles } from "../../../adapters/files/orders/kept_order_files.ts";
import type { CommerceDeps } from "../../../adapters/http/commerce/deps.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { toStore } from "../../../application/commerce/import/to_store.ts";
import type { CommerceWriter } from "../../../application/commerce/ports/shop.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Purchase } from "../../../domain/commerce/purchase.ts";
import { MemoryImports } from "../../memory/commerce/imports.ts";
import { attempt, type ShopState } from "./shop_state.ts";

export function fakeWebhooks(of: () => ShopState): CommerceDeps["webhooks"]["webhooks"] {
  const seen = new Set<string>();
  const purchases = new Map<string, Purchase>();
  return {
    take: ({ deliveryId, purchaseId }, decide) =>
      attempt(of, "store", (shop) => {
        if (seen.has(deliveryId)) return "duplicate";
        seen.add(deliveryId);
        const decision = decide(purchases.get(purchaseId) ?? null);
        if (decision === null) return "stale";
        purchases.set(purchaseId, decision.purchase);
        shop.published.push(...decision.events);
        return "taken";
      }),
  };
}

export function fakeImports(of: () => ShopState): CommerceDeps["imports"] {
  const imports = new MemoryImports(() => of().orders);
  const addAll = <T>(values: readonly T[], to: (shop: ShopState) => Map<string, T>, idOf: (value: T) => string) =>
    attempt(of, "store", (shop) => {
      for (const value of values) to(shop).set(idOf(value), value);
      return values.length;
    });
  const writer: CommerceWriter = {
    addUsers: (users) => addAll(users, (shop) => shop.users, ({ userId }) => userId),
    addProducts: (products) => addAll(products, (shop) => shop.products, ({ productId }) => productId),
  };
  const addOrders = (added: readonly Order[]) =>
    attempt(of, "store", (shop) => {
      const fresh = added.filter(({ orderId }) => !shop.orders.has(orderId));
      for (const order of fresh) shop.orders.set(order.orderId, order);
      return { stored: fresh.length, duplicates: added.length - fresh.length };
    });
  const withRetry = <T>(work: () => Promise<T>) => work();
  return {
    files: new KeptOrderFiles(),
    digest: sha256,
    sink: () => toStore({ writer, orders: { addOrders }, withRetry }),
    runs: imports,
    stored: imports,
    undo: {
      changed: (run) =>
        attempt(of, "store", (shop) => {
          const ids = [...shop.orders.values()].filter(({ importRun, status }) =>
            importRun === run && status === "RETURNED"
          )
            .map(({ orderId }) => orderId);
          return { count: ids.length, ids };
        }),
      begin: () => Promise.resolve(),
      takeOrders: (run) =>
        attempt(of, "store", (shop) => {
          const taken = [...shop.orders.values()].filter(({ importRun }) => importRun === run);
          for (const { orderId } of taken) shop.orders.delete(orderId);
          return taken.length;
        }),
      takeUnused: () => Promise.resolve({ users: 0, products: 0 }),
      finish: (run) => {
        imports.runs[run - 1] = { ...imports.runs[run - 1]!, undoneAt: of().now };
        return Promise.resolve({ keptUsers: 0, keptProducts: 0 });
      },
    },
    importSales: () => Promise.reject(new Error("this shop has no stores")),
    takeSales: () => Promise.resolve(0),
    signal: new AbortController().signal,
  };
}
