import type { ListingId, MarketAccountId, OrderId, RawId, SupplierOrderId } from "./ids.ts";
import type { Listing } from "./listing.ts";
import {
  type MarketOrder,
  type MarketOrderLine,
  type MarketOrderStatus,
  type OrderStatus,
  statusOfLine,
} from "./market_order.ts";
import type { Product } from "./product.ts";
import type { ItemVersion } from "./product.ts";
import { cancelSupplierOrder, type SupplierOrder } from "./supplier_order.ts";
import { findVariant, type ProductVariant, variantName } from "./variant.ts";

/** A line of a marketplace order. UNFULFILLABLE and TO_RETURN require a person; `problem` is the reason. */
export interface Order {
  readonly id: OrderId;
  readonly marketAccountId: MarketAccountId;
  /** The version of the marketplace's order that was applied last. */
  readonly rawId: RawId;
  /** `null` if it was not listed from here. */
  readonly listingId: ListingId | null;
  readonly externalOrderId: string;
  readonly externalLineId: string;
  readonly status: OrderStatus;
  readonly problem: string | null;
  readonly productName: string;
  readonly optionName: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly shippingFee: number;
  readonly totalAmount: number;
  readonly marketFee: number;
  readonly buyerName: string | null;
  readonly receiverName: string;
  readonly receiverPhone: string;
  readonly receiverPostcode: string;
  readonly receiverAddress: string;
  readonly deliveryNote: string;
  readonly orderedAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface LineContext {
  readonly listing: Listing | null;
  readonly product: Product | null;
  readonly item: ItemVersion | null;
}

export interface ReceivedLine {
  readonly order: Order;
  readonly said: MarketOrderStatus;
  readonly plan: SupplierOrder | null;
}

/** `problem` is set if the line can't be supplied. */
export function receiveLine(
  { order, line, context, rawId, account, leastMarginRate, ids, now }: {
    readonly order: MarketOrder;
    readonly line: MarketOrderLine;
    readonly context: LineContext;
    readonly rawId: RawId;
    readonly account: { readonly id: MarketAccountId; readonly feeRate: number };
    /** Share of a line's amount that must be left of it, fee, supply price and postage paid. */
    readonly leastMarginRate: number;
    readonly ids: { readonly order: OrderId; readonly supplierOrder: SupplierOrderId };
    readonly now: Date;
  },
): ReceivedLine {
  const said = statusOfLine(order, line);
  const supply = said === "PAID" ? supplyOf(line, context, { feeRate: account.feeRate, leastMarginRate }) : null;
  const problem = typeof supply === "string" ? supply : null;
  const amount = line.unitPrice * line.quantity;
  const received: Order = {
    id: ids.order,
    marketAccountId: account.id,
    rawId,
    listingId: context.listing?.id ?? null,
    externalOrderId: order.id,
    externalLineId: line.id,
    status: problem === null ? said : "UNFULFILLABLE",
    problem,
    productName: line.productName,
    optionName: line.optionName,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    shippingFee: line.shippingFee,
    totalAmount: amount + line.shippingFee,
    marketFee: Math.round(amount * account.feeRate),
    buyerName: order.buyer?.name || null,
    receiverName: order.receiver.name,
    receiverPhone: order.receiver.phone,
    receiverPostcode: order.receiver.postcode,
    receiverAddress: order.receiver.address,
    deliveryNote: order.deliveryNote,
    orderedAt: order.orderedAt,
    createdAt: now,
    updatedAt: now,
  };
  const plan = supply === null || typeof supply === "string" ? null : planOf(received, supply, ids.supplierOrder);
  return { order: received, said, plan };
}

export interface KnownLine {
  readonly order: Order;
  readonly supplierOrder: SupplierOrder | null;
}

export interface LineStep extends KnownLine {
  /** "planned": new, with an order to place; "cancelled": by the marketplace; "met": applied to a known line. */
  readonly outcome: "added" | "planned" | "cancelled" | "met";
}

export function meetLine(known: KnownLine | null, line: ReceivedLine): LineStep {
  if (known === null) {
    return { order: line.order, supplierOrder: line.plan, outcome: line.plan === null ? "added" : "planned" };
  }
  const met = meetKnownLine(known, line);
  const isCancelled = line.said === "CANCELLED" && met.order.status !== known.order.status;
  return { ...met, outcome: isCancelled ? "cancelled" : "met" };
}

function meetKnownLine(known: KnownLine, { order: { rawId }, said }: ReceivedLine): KnownLine {
  const order = { ...known.order, rawId };
  const { supplierOrder } = known;
  switch (said) {
    case "PAID":
      return { order, supplierOrder };
    case "SHIPPED":
    case "DELIVERED":
    case "RETURNED":
      return { order: order.status === "CANCELLED" ? order : { ...order, status: said, problem: null }, supplierOrder };
    case "CANCELLED": {
      if (order.status === "TO_RETURN") return { order, supplierOrder };
      const step = supplierOrder === null ? null : cancelSupplierOrder(supplierOrder);
      return {
        order: { ...order, status: "CANCELLED", problem: null, ...step?.order },
        supplierOrder: step?.supplierOrder ?? null,
      };
    }
    default:
      return said satisfies never;
  }
}

interface Supply {
  readonly product: Product;
  readonly item: ItemVersion;
  readonly variant: ProductVariant | null;
  readonly price: number;
}

/** What to order, or why it can't be. */
function supplyOf(
  line: MarketOrderLine,
  { listing, product, item }: LineContext,
  rates: { readonly feeRate: number; readonly leastMarginRate: number },
): Supply | string {
  if (listing === null) return "it was not listed from here";
  if (product === null) return "its product is not in the dropship database";
  if (item === null) return "its supplier's item is not in the source database";
  if (product.status !== "ON_SALE") {
    const why = product.withheld === null ? "" : `: ${product.withheld}`;
    return `the supplier does not sell it now: its product is ${product.status}${why}`;
  }
  const { optionName: name, quantity } = line;
  const variant = product.variants.length === 0
    ? null
    : findVariant(product.variants, { key: line.variant ?? null, name });
  if (variant === null && product.variants.length > 0) {
    return `it has ${product.variants.length} options, and the order names none of them: "${line.variant ?? name}"`;
  }
  const { supplyPrice: price, stock } = variant ?? product;
  const what = variant === null ? "it" : `the option "${variantName(variant)}"`;
  if (quantity > stock) return `${quantity} are ordered, and the supplier has ${stock} of ${what}`;
  const cost = price * quantity + product.shippingFee;
  const amount = line.unitPrice * line.quantity;
  const left = amount + line.shippingFee - Math.round(amount * rates.feeRate) - cost;
  if (left < rates.leastMarginRate * (amount + line.shippingFee)) {
    return `${what} was sold for ${line.unitPrice} won each, which leaves ${left} of ${
      amount + line.shippingFee
    } won ` +
      `after fee, supply price and postage: less than the margin of ${rates.leastMarginRate}`;
  }
  return { product, item, variant, price };
}

function planOf(order: Order, { product, item, variant, price }: Supply, id: SupplierOrderId): SupplierOrder {
  return {
    id,
    orderId: order.id,
    supplierAccountId: item.accountId,
    supplierItemId: item.id,
    supplierItemCode: item.externalId,
    variant: variant === null ? null : { key: variant.key, attributes: variant.attributes },
    productId: product.id,
    quantity: order.quantity,
    supplyPrice: price,
    shippingFee: product.shippingFee,
    totalAmount: price * order.quantity + product.shippingFee,
    attempts: 0,
    lastError: null,
    carrier: null,
    trackingNumber: null,
    placedAt: null,
    cancelAskedAt: null,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    status: "WAITING",
    externalId: null,
  };
}
