import type { Order } from "../../../domain/sourcing/order.ts";
import type { SupplierOrder } from "../../../domain/sourcing/supplier_order.ts";

type Row = Record<string, unknown>;

export const ORDER_RECORD = {
  record: `id uuid, market_account_id uuid, raw_id uuid, listing_id uuid, external_order_id text, external_line_id text,
    status text, problem text, product_name text, option_name text, quantity int, unit_price int, shipping_fee int,
    total_amount bigint, market_fee bigint, buyer_name text, receiver_name text, receiver_phone text,
    receiver_postcode text, receiver_address text, delivery_note text, ordered_at timestamptz, created_at timestamptz`,
  keep: ["created_at"],
} as const;

export const SUPPLIER_ORDER_RECORD = {
  record: `id uuid, order_id uuid, supplier_account_id uuid, supplier_item_id uuid, supplier_item_code text,
    variant jsonb, product_id uuid, external_id text, status text, quantity int, supply_price int, shipping_fee int,
    total_amount bigint, attempts int, last_error text, carrier text, tracking_number text, placed_at timestamptz,
    cancel_asked_at timestamptz, created_at timestamptz`,
  keep: ["created_at"],
} as const;

export function orderToRow(order: Order): Row {
  return {
    id: order.id,
    market_account_id: order.marketAccountId,
    raw_id: order.rawId,
    listing_id: order.listingId,
    external_order_id: order.externalOrderId,
    external_line_id: order.externalLineId,
    status: order.status,
    problem: order.problem,
    product_name: order.productName,
    option_name: order.optionName,
    quantity: order.quantity,
    unit_price: order.unitPrice,
    shipping_fee: order.shippingFee,
    total_amount: order.totalAmount,
    market_fee: order.marketFee,
    buyer_name: order.buyerName,
    receiver_name: order.receiverName,
    receiver_phone: order.receiverPhone,
    receiver_postcode: order.receiverPostcode,
    receiver_address: order.receiverAddress,
    delivery_note: order.deliveryNote,
    ordered_at: order.orderedAt,
    created_at: order.createdAt,
  };
}

export function orderFromRow(row: Row): Order {
  return {
    id: row.id,
    marketAccountId: row.market_account_id,
    rawId: row.raw_id,
    listingId: row.listing_id,
    externalOrderId: row.external_order_id,
    externalLineId: row.external_line_id,
    status: row.status,
    problem: row.problem,
    productName: row.product_name,
    optionName: row.option_name,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    shippingFee: row.shipping_fee,
    totalAmount: row.total_amount,
    marketFee: row.market_fee,
    buyerName: row.buyer_name,
    receiverName: row.receiver_name,
    receiverPhone: row.receiver_phone,
    receiverPostcode: row.receiver_postcode,
    receiverAddress: row.receiver_address,
    deliveryNote: row.delivery_note,
    orderedAt: row.ordered_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  } as Order;
}

export function supplierOrderToRow(supplierOrder: SupplierOrder): Row {
  return {
    id: supplierOrder.id,
    order_id: supplierOrder.orderId,
    supplier_account_id: supplierOrder.supplierAccountId,
    supplier_item_id: supplierOrder.supplierItemId,
    supplier_item_code: supplierOrder.supplierItemCode,
    variant: supplierOrder.variant,
    product_id: supplierOrder.productId,
    external_id: supplierOrder.externalId,
    status: supplierOrder.status,
    quantity: supplierOrder.quantity,
    supply_price: supplierOrder.supplyPrice,
    shipping_fee: supplierOrder.shippingFee,
    total_amount: supplierOrder.totalAmount,
    attempts: supplierOrder.attempts,
    last_error: supplierOrder.lastError?.slice(0, 2_000) ?? null,
    carrier: supplierOrder.carrier,
    tracking_number: supplierOrder.trackingNumber,
    placed_at: supplierOrder.placedAt,
    cancel_asked_at: supplierOrder.cancelAskedAt,
    created_at: supplierOrder.createdAt,
  };
}

export function supplierOrderFromRow(row: Row): SupplierOrder {
  return {
    id: row.id,
    orderId: row.order_id,
    supplierAccountId: row.supplier_account_id,
    supplierItemId: row.supplier_item_id,
    supplierItemCode: row.supplier_item_code,
    variant: row.variant,
    productId: row.product_id,
    externalId: row.external_id,
    status: row.status,
    quantity: row.quantity,
    supplyPrice: row.supply_price,
    shippingFee: row.shipping_fee,
    totalAmount: row.total_amount,
    attempts: row.attempts,
    lastError: row.last_error,
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    placedAt: row.placed_at,
    cancelAskedAt: row.cancel_asked_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  } as SupplierOrder;
}
