import type { MemoryMarketplaceState } from "../../memory/sourcing/marketplace_state.ts";
import type { SimulatedPartners } from "./partners.ts";

const HAS_GOODS = ["PLACED", "CONFIRMED", "SHIPPED", "DELIVERED"];

/** What must hold once everything is at rest, in sentences about what does not. */
export function sourcingViolations(state: MemoryMarketplaceState, partners: SimulatedPartners): string[] {
  const orders = [...state.orders.values()];
  const supplierOrders = [...state.supplierOrders.values()];
  const placedFor = (id: string) =>
    [...partners.placed].filter(([key, { status }]) => key.startsWith(id) && status === "PLACED");
  const ofMarket = partners.bought.flatMap(({ id, status, quantity, unitPrice }) => {
    const own = orders.filter(({ externalOrderId }) => externalOrderId === id);
    if (own.length !== 1) return [`${id} was sold and is ${own.length} orders`];
    const [order] = own;
    const planned = supplierOrders.filter(({ orderId }) => orderId === order!.id);
    if (planned.length > 1) return [`${id} is planned ${planned.length} times at the supplier`];
    const goods = planned.flatMap((each) => placedFor(each.id)).length;
    const wrong: string[] = [];
    if (goods > 1) wrong.push(`${id} was ordered ${goods} times`);
    if (status === "CANCELLED" && goods > 0) wrong.push(`${id} was cancelled and is still ordered`);
    if (status === "CANCELLED" && order!.status !== "CANCELLED" && order!.status !== "UNFULFILLABLE") {
      wrong.push(`${id} was cancelled and is ${order!.status}`);
    }
    if (status === "PAID" && goods === 0 && order!.status !== "UNFULFILLABLE") {
      wrong.push(`${id} was paid, nothing was ordered, and nobody is told: it is ${order!.status}`);
    }
    if (order!.totalAmount !== quantity * unitPrice) wrong.push(`${id} brought ${order!.totalAmount} won`);
    return wrong;
  });
  const booked = supplierOrders.filter(({ status }) => HAS_GOODS.includes(status));
  const invoiced = [...partners.placed.values()].filter(({ status }) => status === "PLACED").length;
  const paused = [...state.listings.values()].filter(({ status, externalId }) =>
    status === "PAUSED" && externalId !== null && (partners.offers.get(externalId)?.stock ?? 0) > 0
  );
  const refused = supplierOrders.filter(({ status }) => status === "REFUSED").map(({ supplierItemCode }) =>
    supplierItemCode
  );
  const stillOffered = [...state.listings.values()].filter(({ status, externalId, productId }) =>
    status === "PUBLISHED" && (partners.offers.get(externalId ?? "")?.stock ?? 0) > 0 &&
    supplierOrders.some((each) => each.productId === productId && refused.includes(each.supplierItemCode))
  );
  return [
    ...ofMarket,
    ...invoiced === booked.length ? [] : [`the supplier invoices ${invoiced} orders, the books have ${booked.length}`],
    ...paused.map(({ externalId }) => `${externalId} is paused and still offered`),
    ...stillOffered.map(({ externalId }) => `${externalId} is known to be gone and still offered`),
  ];
}
