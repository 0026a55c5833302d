import { z } from "zod";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import { parseStorable } from "../../../domain/shared/storable.ts";
import { NOBODY } from "../../../domain/sourcing/buyer.ts";
import {
  type MarketOrder,
  type MarketOrderIdentity,
  marketOrderSchema,
  type MarketOrderStatus,
} from "../../../domain/sourcing/market_order.ts";
import { wireId } from "../json/supplier_format.ts";
import { koreanInstant } from "./korean_time.ts";

const STATUSES: Readonly<Record<string, MarketOrderStatus>> = {
  ACCEPT: "PAID",
  INSTRUCT: "PAID",
  DEPARTURE: "SHIPPED",
  DELIVERING: "SHIPPED",
  NONE_TRACKING: "SHIPPED",
  FINAL_DELIVERY: "DELIVERED",
};

const text = z.string().nullish().transform((given) => given?.trim() ?? "");
/** Longer than an order can hold: the rest is in the raw row. */
const cut = (max: number) => text.transform((given) => given.slice(0, max).toWellFormed());
const count = z.int().min(0).nullish().transform((given) => given ?? 0);

export const boxSchema = z.object({
  shipmentBoxId: wireId,
  orderId: wireId,
  orderedAt: koreanInstant,
  status: z.string().refine((status) => Object.hasOwn(STATUSES, status), "expected a status of an order sheet"),
  orderer: z.object({ name: cut(100) }).nullish(),
  receiver: z.object({
    name: cut(100),
    safeNumber: text,
    receiverNumber: text,
    addr1: text,
    addr2: text,
    postCode: text,
  }),
  parcelPrintMessage: cut(500),
  shippingPrice: count,
  splitShipping: z.boolean().nullish(),
  ableSplitShipping: z.boolean().nullish(),
  invoiceNumber: text,
  orderItems: z.array(
    z.object({
      vendorItemId: wireId,
      sellerProductId: wireId.nullish(),
      externalVendorSkuCode: text,
      sellerProductName: text,
      sellerProductItemName: text,
      vendorItemName: text,
      /** Without what was cancelled. */
      shippingCount: z.int().min(0),
      cancelCount: count,
      salesPrice: z.int().min(0),
      canceled: z.boolean().nullish(),
    }).refine((item) => item.shippingCount > 0 || item.cancelCount > 0 || item.canceled === true, {
      path: ["shippingCount"],
      error: "expected at least one, or some that are cancelled",
    }),
  ).min(1),
});

export type Box = z.output<typeof boxSchema>;

/** The name of the only option of what has none; see `seller_product.ts`. */
export const ONLY_OPTION = "단일상품";

/** A line of ours is an item of a box: an order may be several boxes. */
export function lineId(shipmentBoxId: string, vendorItemId: string): string {
  return `${shipmentBoxId}-${vendorItemId}`;
}

export function partsOfLineId(id: string): { readonly shipmentBoxId: string; readonly vendorItemId: string } | null {
  const [, shipmentBoxId, vendorItemId] = /^(\d{1,30})-(\d{1,30})$/.exec(id) ?? [];
  return shipmentBoxId && vendorItemId ? { shipmentBoxId, vendorItemId } : null;
}

/** Ours: the listing, and the variant's key behind it; see `itemsOf`. */
const CODE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::(.+))?$/is;

/** As an order of ours is put in: read again by the domain's own schema. */
function orderOfBox(box: Box): z.input<typeof marketOrderSchema> {
  return {
    id: box.orderId,
    status: STATUSES[box.status]!,
    orderedAt: box.orderedAt,
    buyer: { name: box.orderer?.name ?? "" },
    receiver: receiverOf(box),
    deliveryNote: box.parcelPrintMessage,
    lines: box.orderItems.map((item, nth) => {
      const isCancelled = item.canceled === true || (item.shippingCount === 0 && item.cancelCount > 0);
      const [, sku = null, variant = null] = CODE.exec(item.externalVendorSkuCode) ?? [];
      return {
        id: lineId(box.shipmentBoxId, item.vendorItemId),
        sku,
        variant,
        listingId: item.sellerProductId ?? null,
        productName: (item.sellerProductName || item.vendorItemName).slice(0, 300),
        optionName: item.sellerProductItemName === ONLY_OPTION ? "" : item.sellerProductItemName.slice(0, 300),
        quantity: item.shippingCount === 0 && isCancelled ? item.cancelCount || 1 : item.shippingCount,
        unitPrice: item.salesPrice,
        // Of the box, once.
        shippingFee: nth === 0 ? box.shippingPrice : 0,
        ...(isCancelled ? { status: "CANCELLED" as const } : {}),
      };
    }),
  };
}

export function receiverOf({ receiver }: Box) {
  return {
    name: receiver.name,
    phone: receiver.safeNumber || receiver.receiverNumber,
    postcode: receiver.postCode,
    address: `${receiver.addr1} ${receiver.addr2}`.trim(),
  };
}

const receiptSchema = z.object({
  receiptId: wireId,
  orderId: wireId,
  receiptType: z.string(),
  receiptStatus: z.string(),
  createdAt: koreanInstant,
  requesterName: text,
  requesterPhoneNumber: text,
  requesterAddress: text,
  requesterZipCode: text,
  returnItems: z.array(
    z.object({
      shipmentBoxId: wireId,
      vendorItemId: wireId,
      vendorItemName: text,
      sellerProductName: text,
      purchaseCount: z.int().min(1),
      cancelCount: z.int().min(1),
    }).refine(({ purchaseCount, cancelCount }) => cancelCount >= purchaseCount, {
      path: ["cancelCount"],
      error: ({ input }) => {
        const { purchaseCount, cancelCount } = input as { purchaseCount: number; cancelCount: number };
        return `expected all ${purchaseCount} of the line, got ${cancelCount}: a part of a line is for a person`;
      },
    }),
  ).min(1),
});

/** Only lines that are known take something of it, their status. */
function orderOfReceipt(receipt: z.output<typeof receiptSchema>): z.input<typeof marketOrderSchema> {
  const isBeforeShipping = receipt.receiptType === "CANCEL" || receipt.receiptStatus === "RELEASE_STOP_UNCHECKED";
  return {
    id: receipt.orderId,
    status: isBeforeShipping ? "CANCELLED" : "RETURNED",
    orderedAt: receipt.createdAt,
    buyer: { name: receipt.requesterName.slice(0, 100) },
    receiver: {
      name: receipt.requesterName.slice(0, 100) || "(cancelled)",
      phone: receipt.requesterPhoneNumber.slice(0, 50),
      postcode: receipt.requesterZipCode.slice(0, 20),
      address: receipt.requesterAddress.slice(0, 500) || "(cancelled)",
    },
    deliveryNote: "",
    lines: receipt.returnItems.map((item) => ({
      id: lineId(item.shipmentBoxId, item.vendorItemId),
      productName: (item.sellerProductName || item.vendorItemName).slice(0, 300),
      optionName: "",
      quantity: item.cancelCount,
      unitPrice: 0,
      shippingFee: 0,
    })),
  };
}

const WHAT = "market's order";

export function readCoupangOrder(raw: unknown): Result<MarketOrder, InvalidInput> {
  const storable = parseStorable(raw, WHAT);
  if (!storable.ok) return storable;
  if (isReceipt(raw)) {
    const receipt = parseAs(receiptSchema, raw, WHAT);
    return receipt.ok ? parseAs(marketOrderSchema, orderOfReceipt(receipt.value), WHAT) : receipt;
  }
  const box = parseAs(boxSchema, raw, WHAT);
  return box.ok ? parseAs(marketOrderSchema, orderOfBox(box.value), WHAT) : box;
}

export function coupangOrderWithoutBuyer(raw: unknown): Result<Readonly<Record<string, unknown>>, InvalidInput> {
  if (isReceipt(raw)) {
    const receipt = parseAs(receiptSchema, raw, WHAT);
    const requester = { requesterName: "", requesterPhoneNumber: "", requesterAddress: "", requesterZipCode: "" };
    return receipt.ok ? accepted({ ...receipt.value, ...requester }) : receipt;
  }
  const box = parseAs(boxSchema, raw, WHAT);
  const receiver = { name: NOBODY, addr1: NOBODY };
  return box.ok ? accepted({ ...box.value, orderer: null, receiver, parcelPrintMessage: "" }) : box;
}

function isReceipt(raw: unknown): boolean {
  return typeof raw === "object" && raw !== null && "receiptId" in raw;
}

const identity = z.union([
  z.object({ receiptId: wireId, modifiedAt: koreanInstant.nullish().catch(null) })
    .transform(({ receiptId, modifiedAt }) => ({ externalId: `receipt-${receiptId}`, updatedAt: modifiedAt ?? null })),
  z.object({ shipmentBoxId: wireId }).transform(({ shipmentBoxId }) => ({
    externalId: shipmentBoxId,
    updatedAt: null,
  })),
]);

export function identifyCoupangOrder(raw: unknown): MarketOrderIdentity | null {
  const parsed = identity.safeParse(raw);
  return parsed.success && parseStorable(raw, WHAT).ok ? parsed.data : null;
}
