import { z } from "zod";
import type { ToldPurchase } from "../../../../application/commerce/take_webhook.ts";
import type { OrderStatus } from "../../../../domain/commerce/order.ts";
import type { Refund } from "../../../../domain/commerce/purchase.ts";
import { add, type Decimal, multiply, parseDecimal, subtract, ZERO } from "../../../../domain/shared/decimal.ts";
import { instant } from "../../../../domain/shared/instant.ts";
import { type InvalidInput, parseAs } from "../../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../../domain/shared/result.ts";

/** Numbers up to 2^53, also as text. What else a payload has is ignored. */
const idSchema = z.union([z.int().min(1).transform(String), z.string().regex(/^\d{1,20}$/)], "expected an id");
const moneySchema = z.string().transform((text, context): Decimal => {
  const amount = parseDecimal(text);
  if (amount === null) context.addIssue({ code: "custom", message: "expected an amount such as 10.00" });
  return amount ?? ZERO;
});
const text = z.string().nullish().transform((text) => text?.trim() || null);

const lineSchema = z.object({
  id: idSchema,
  sku: text,
  name: text,
  title: text,
  quantity: z.int(),
  price: moneySchema,
  total_discount: moneySchema.default(ZERO),
  discount_allocations: z.array(z.object({ amount: moneySchema })).nullish(),
});

const refundSchema = z.object({
  id: idSchema,
  created_at: instant,
  refund_line_items: z.array(z.object({ line_item_id: idSchema, quantity: z.int().min(0) })).default([]),
});

const addressSchema = z.object({ country_code: text, phone: text }).nullish();

const orderSchema = z.object({
  id: idSchema,
  name: z.string().trim().min(1),
  created_at: instant,
  updated_at: instant,
  cancelled_at: instant.nullish(),
  currency: z.string().regex(/^[A-Z]{3}$/, "expected a currency such as KRW"),
  email: text,
  phone: text,
  financial_status: text,
  fulfillment_status: text,
  payment_gateway_names: z.array(z.string()).nullish(),
  shipping_address: addressSchema,
  billing_address: addressSchema,
  shipping_lines: z.array(z.object({ price: moneySchema })).nullish(),
  line_items: z.array(lineSchema),
  refunds: z.array(refundSchema).nullish(),
});

export interface ShopifyOrder {
  readonly orderId: string;
  readonly purchase: ToldPurchase;
}

export function parseShopifyOrder(raw: unknown): Result<ShopifyOrder, InvalidInput> {
  const parsed = parseAs(orderSchema, raw, "order");
  if (!parsed.ok) return parsed;
  const order = parsed.value;
  const status = statusOf(order);
  const lines = order.line_items.filter(({ quantity }) => quantity > 0).map((item, nth) => {
    const discount = discountOf(item);
    const gross = multiply(item.price, { digits: BigInt(item.quantity), scale: 0 });
    return {
      lineId: item.id,
      line: {
        order: order.name,
        lineId: null,
        sku: item.sku ?? item.name ?? item.title ?? item.id,
        name: item.name ?? item.title ?? "",
        category: null,
        isGoods: true,
        quantity: item.quantity,
        currency: order.currency,
        unitPrice: item.price,
        amount: subtract(gross, discount),
        discount,
        shipping: nth === 0 ? (order.shipping_lines ?? []).reduce((sum, { price }) => add(sum, price), ZERO) : null,
        tax: null,
        at: order.created_at,
        customer: order.email ?? order.phone ?? order.billing_address?.phone ?? null,
        region: order.shipping_address?.country_code ?? order.billing_address?.country_code ?? "",
        paymentMethod: order.payment_gateway_names?.[0] ?? null,
        status: status === "CANCELLED" ? "PLACED" as const : status,
      },
    };
  });
  return accepted({
    orderId: order.id,
    purchase: {
      updatedAt: order.updated_at,
      cancelledAt: order.cancelled_at ?? null,
      status,
      lines,
      refunds: (order.refunds ?? []).map(refundOf),
    },
  });
}

export function parseShopifyRefund(
  raw: unknown,
): Result<{ readonly orderId: string; readonly refund: Refund }, InvalidInput> {
  const parsed = parseAs(refundSchema.extend({ order_id: idSchema }), raw, "refund");
  return parsed.ok ? accepted({ orderId: parsed.value.order_id, refund: refundOf(parsed.value) }) : parsed;
}

function refundOf({ id, created_at, refund_line_items }: z.output<typeof refundSchema>): Refund {
  const lines = refund_line_items.map(({ line_item_id, quantity }) => ({ lineId: line_item_id, quantity }));
  return { refundId: id, at: created_at, lines };
}

function statusOf(
  { cancelled_at, financial_status, fulfillment_status }: Pick<
    z.output<typeof orderSchema>,
    "cancelled_at" | "financial_status" | "fulfillment_status"
  >,
): OrderStatus {
  if (cancelled_at || financial_status === "voided") return "CANCELLED";
  if (financial_status === "refunded") return "RETURNED";
  if (fulfillment_status === "fulfilled") return "SHIPPED";
  return financial_status === "paid" || financial_status === "partially_refunded" ? "PAID" : "PLACED";
}

/** Allocations include a line's share of the order's discount. */
function discountOf({ total_discount, discount_allocations }: z.output<typeof lineSchema>): Decimal {
  if (!discount_allocations || discount_allocations.length === 0) return total_discount;
  return discount_allocations.reduce((sum, { amount }) => add(sum, amount), ZERO);
}
