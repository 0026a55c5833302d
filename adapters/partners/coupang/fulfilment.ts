import { z } from "zod";
import {
  type CallOptions,
  type OrderFulfilment,
  type OrderLine,
  type PartnerRefusal,
  PartnerUnavailable,
} from "../../../application/sourcing/ports/partners.ts";
import { wireId } from "../json/supplier_format.ts";
import { dataAs, refusal, type Said, saidIn } from "./answers.ts";
import { type CoupangCall, CoupangCaller, type CoupangOptions } from "./caller.ts";
import { deliveryCompanyCode } from "./delivery_companies.ts";
import { exactNumber } from "./exact_json.ts";
import { type Box, boxSchema, partsOfLineId, receiverOf } from "./order_format.ts";
import { type CoupangSettings, settingsIn } from "./seller_product.ts";

const results = z.object({
  responseList: z.array(z.object({
    shipmentBoxId: wireId,
    succeed: z.boolean(),
    resultCode: z.string().nullish(),
    resultMessage: z.string().nullish(),
  })),
});

const cancelled = z.object({
  failedVendorItemIds: z.array(wireId).nullish(),
  failedItemIds: z.array(wireId).nullish(),
});

/** Answered in part: what failed is read of each box. */
export class CoupangFulfilment implements OrderFulfilment {
  readonly #caller: CoupangCaller;
  readonly #settings: CoupangSettings;
  readonly #base: string;

  constructor(options: CoupangOptions) {
    this.#caller = new CoupangCaller(options);
    this.#settings = settingsIn(options.settings);
    this.#base = `/v2/providers/openapi/apis/api/v4/vendors/${this.#caller.vendorId}`;
  }

  /** ACCEPT → INSTRUCT. The buyer may change the address until then: it is read after it. */
  async acknowledge(line: OrderLine, { signal }: CallOptions): ReturnType<OrderFulfilment["acknowledge"]> {
    const { shipmentBoxId, vendorItemId } = idsOf(line);
    const said = await this.#say({
      method: "PUT",
      path: `${this.#base}/ordersheets/acknowledgement`,
      body: { vendorId: this.#caller.vendorId, shipmentBoxIds: [exactNumber(shipmentBoxId)] },
    }, signal);
    const failure = failureOf(said, shipmentBoxId);
    const box = await this.#box(shipmentBoxId, signal);
    // Acknowledged before, by a call whose answer was lost.
    if ("outcome" in box || box.status === "ACCEPT") {
      return failure ?? ("outcome" in box ? box : refusal("it is still ACCEPT after it was acknowledged"));
    }
    const item = box.orderItems.find((each) => each.vendorItemId === vendorItemId);
    if (!item) return refusal("its box no longer has it");
    return { outcome: "acknowledged", receiver: receiverOf(box), quantity: item.shippingCount };
  }

  async ship(
    { carrier, trackingNumber, ...line }: Parameters<OrderFulfilment["ship"]>[0],
    { signal }: CallOptions,
  ): ReturnType<OrderFulfilment["ship"]> {
    const { shipmentBoxId, vendorItemId } = idsOf(line);
    const company = deliveryCompanyCode(carrier);
    if (company === null) return refusal(`Coupang's code of the carrier "${carrier}" is not known`);
    const box = await this.#box(shipmentBoxId, signal);
    if ("outcome" in box) return box;
    if (isShipped(box, trackingNumber)) return { outcome: "shipped" };
    const said = await this.#say({
      method: "POST",
      path: `${this.#base}/orders/invoices`,
      body: {
        vendorId: this.#caller.vendorId,
        orderSheetInvoiceApplyDtos: [{
          shipmentBoxId: exactNumber(shipmentBoxId),
          orderId: exactNumber(line.externalOrderId),
          vendorItemId: exactNumber(vendorItemId),
          deliveryCompanyCode: company,
          invoiceNumber: trackingNumber,
          // What a box has beside it comes from elsewhere, with a tracking number of its own.
          splitShipping: box.orderItems.length > 1 && box.ableSplitShipping === true,
          preSplitShipped: box.splitShipping === true,
          estimatedShippingDate: "",
        }],
      },
    }, signal);
    const failure = failureOf(said, shipmentBoxId);
    if (failure === null) return { outcome: "shipped" };
    const after = await this.#box(shipmentBoxId, signal);
    return "outcome" in after || !isShipped(after, trackingNumber) ? failure : { outcome: "shipped" };
  }

  /** By the seller, for want of stock: Coupang counts it against the seller. */
  async cancel(
    line: OrderLine & { readonly quantity: number },
    { signal }: CallOptions,
  ): ReturnType<OrderFulfilment["cancel"]> {
    const { shipmentBoxId, vendorItemId } = idsOf(line);
    const { vendorId } = this.#caller;
    const { userId } = this.#settings;
    if (!userId) return refusal("the account's settings have no userId, the seller's login at Coupang Wing");
    const said = await this.#say({
      method: "POST",
      path: `/v2/providers/openapi/apis/api/v5/vendors/${vendorId}/orders/${line.externalOrderId}/cancel`,
      body: {
        orderId: exactNumber(line.externalOrderId),
        vendorItemIds: [exactNumber(vendorItemId)],
        receiptCounts: [line.quantity],
        bigCancelCode: "CANERR",
        middleCancelCode: "CCTTER",
        vendorId,
        userId,
      },
    }, signal);
    if (!said.ok) return refusal(said.reason);
    const { failedVendorItemIds, failedItemIds } = dataAs(cancelled, said.data ?? {}, "the answer to a cancellation");
    const hasFailed = [...failedVendorItemIds ?? [], ...failedItemIds ?? []].includes(vendorItemId);
    if (!hasFailed || await this.#isCancelled(shipmentBoxId, vendorItemId, signal)) return { outcome: "cancelled" };
    return refusal("Coupang has not cancelled it: see Wing");
  }

  /** Also by the buyer, or by a call whose answer was lost. */
  async #isCancelled(shipmentBoxId: string, vendorItemId: string, signal: AbortSignal): Promise<boolean> {
    const box = await this.#box(shipmentBoxId, signal);
    if ("outcome" in box) return /취소/.test(box.reason);
    return box.orderItems.find((each) => each.vendorItemId === vendorItemId)?.shippingCount === 0;
  }

  async #box(shipmentBoxId: string, signal: AbortSignal): Promise<Box | PartnerRefusal> {
    const said = await this.#say({ method: "GET", path: `${this.#base}/ordersheets/${shipmentBoxId}` }, signal);
    return said.ok ? dataAs(boxSchema, said.data, `the box ${shipmentBoxId}`) : refusal(said.reason);
  }

  async #say(call: CoupangCall, signal: AbortSignal): Promise<Said> {
    return saidIn(await this.#caller.call(call, signal));
  }
}

/** `null`: it has succeeded. */
function failureOf(said: Said, shipmentBoxId: string): PartnerRefusal | null {
  if (!said.ok) return refusal(said.reason);
  const { responseList } = dataAs(results, said.data, "what became of the boxes");
  const result = responseList.find((each) => each.shipmentBoxId === shipmentBoxId);
  if (result?.succeed) return null;
  return refusal(result?.resultMessage || result?.resultCode || "Coupang says nothing of the box");
}

/** By a call whose answer was lost, or by a person. */
function isShipped({ status, invoiceNumber, orderItems }: Box, trackingNumber: string): boolean {
  if (invoiceNumber === trackingNumber) return true;
  return orderItems.length === 1 && status !== "ACCEPT" && status !== "INSTRUCT";
}

function idsOf({ externalLineId, externalOrderId }: OrderLine) {
  const parts = partsOfLineId(externalLineId);
  if (parts && /^\d{1,30}$/.test(externalOrderId)) return parts;
  throw new PartnerUnavailable(
    `Cannot tell Coupang of the order ${externalOrderId}: ${externalLineId} is no line of it`,
  );
}
