import { assertEquals } from "@std/assert";
import { orderIdSchema, productIdSchema, rawIdSchema, supplierAccountIdSchema, supplierOrderIdSchema } from "./ids.ts";
import {
  beginPlacing,
  cancelSupplierOrder,
  followSupplier,
  isSupplierDeciding,
  noteCancelAnswer,
  notePlaced,
  noteRefusedBySupplier,
  SUPPLIER_ORDER_STATUSES,
  type SupplierNews,
  type SupplierOrder,
  type SupplierOrderStatus,
  type SupplierOrderStep,
} from "./supplier_order.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const NOW = new Date("2026-03-02T12:00:00Z");

function at(status: SupplierOrderStatus, externalId: string | null = null): SupplierOrder {
  const needsId = ["PLACED", "CONFIRMED", "SHIPPED", "DELIVERED"].includes(status);
  return {
    id: supplierOrderIdSchema.parse(ID),
    orderId: orderIdSchema.parse(ID),
    supplierAccountId: supplierAccountIdSchema.parse(ID),
    supplierItemId: rawIdSchema.parse(ID),
    supplierItemCode: "W-1",
    variant: null,
    productId: productIdSchema.parse(ID),
    quantity: 1,
    supplyPrice: 7_500,
    shippingFee: 0,
    totalAmount: 7_500,
    attempts: 0,
    lastError: null,
    carrier: null,
    trackingNumber: null,
    placedAt: null,
    cancelAskedAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    status,
    externalId: needsId ? externalId ?? "S-1" : externalId,
  } as SupplierOrder;
}

const from = (decide: (supplierOrder: SupplierOrder) => SupplierOrderStep) =>
  Object.fromEntries(
    SUPPLIER_ORDER_STATUSES.map((status) => [status, decide(at(status)).supplierOrder.status])
      .filter(([before, after]) => before !== after),
  );

Deno.test("beginPlacing keeps one id, and notePlaced accepts a placement whose answer was missing", () => {
  assertEquals(from(beginPlacing), { WAITING: "PLACING" });
  assertEquals(from((each) => notePlaced(each, { externalId: "S-1", at: NOW })), {
    WAITING: "PLACED",
    PLACING: "PLACED",
    CANCELLED: "CANCELLING",
  });
  assertEquals(notePlaced(at("PLACING"), { externalId: "S-1", at: NOW }).order, { status: "ORDERED", problem: null });
  const closed = at("CANCELLED", "S-1");
  assertEquals(notePlaced(closed, { externalId: "S-1", at: NOW }).supplierOrder, closed);
});

Deno.test("noteRefusedBySupplier ends orders without goods, marks the order and pauses the listing", () => {
  assertEquals(from((each) => noteRefusedBySupplier(each, "sold out")), {
    WAITING: "REFUSED",
    PLACING: "REFUSED",
    PLACED: "REFUSED",
    CONFIRMED: "REFUSED",
    CANCELLING: "CANCELLED",
  });
  const { order, pause } = noteRefusedBySupplier(at("PLACING"), "sold out");
  assertEquals([order, pause], [{ status: "UNFULFILLABLE", problem: "sold out" }, "sold out"]);
  assertEquals(noteRefusedBySupplier(at("CANCELLING"), "sold out").pause, undefined);
});

Deno.test("cancelSupplierOrder asks the supplier if it may have the order", () => {
  assertEquals(from(cancelSupplierOrder), {
    WAITING: "CANCELLED",
    PLACING: "CANCELLING",
    PLACED: "CANCELLING",
    CONFIRMED: "CANCELLING",
    SHIPPED: "TO_RETURN",
    DELIVERED: "TO_RETURN",
  });
  assertEquals(from((each) => noteCancelAnswer(each, "cancelled", NOW)), { CANCELLING: "CANCELLED" });
  assertEquals(from((each) => noteCancelAnswer(each, "too_late", NOW)), { CANCELLING: "TO_RETURN" });
  assertEquals(cancelSupplierOrder(at("SHIPPED")).order?.status, "TO_RETURN");
});

Deno.test("noteCancelAnswer leaves a supplier that decides ten minutes, and its news ends what was asked", () => {
  const asked = noteCancelAnswer(at("CANCELLING"), "requested", NOW).supplierOrder;
  assertEquals([asked.status, asked.cancelAskedAt], ["CANCELLING", NOW]);
  const after = (minutes: number) => isSupplierDeciding(asked, new Date(NOW.getTime() + minutes * 60_000));
  assertEquals([after(0), after(9), after(10)], [true, true, false]);
  assertEquals(isSupplierDeciding(at("CANCELLING"), NOW), false);
  const cancelled: SupplierNews = { status: "CANCELLED", carrier: null, trackingNumber: null };
  assertEquals(followSupplier(asked, cancelled).supplierOrder.status, "CANCELLED");
});

Deno.test("followSupplier moves forward only", () => {
  const news = (status: SupplierNews["status"]): SupplierNews => ({ status, carrier: "CJ", trackingNumber: "1" });
  assertEquals(from((each) => followSupplier(each, news("SHIPPED"))), { PLACED: "SHIPPED", CONFIRMED: "SHIPPED" });
  assertEquals(from((each) => followSupplier(each, news("PLACED"))), {});
  assertEquals(followSupplier(at("PLACED"), news("SHIPPED")).order, { status: "SHIPPED", problem: null });
  assertEquals(followSupplier(at("PLACED"), news("CONFIRMED")).order, undefined);
  assertEquals(followSupplier(at("CONFIRMED"), news("CANCELLED")).order?.status, "UNFULFILLABLE");
});
