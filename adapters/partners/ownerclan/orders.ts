import { z } from "zod";
import {
  type CallOptions,
  PartnerUnavailable,
  type Purchase,
  type SupplierClient,
} from "../../../application/sourcing/ports/partners.ts";
import { externalIdSchema, type SupplierOrderId } from "../../../domain/sourcing/ids.ts";
import type { CancelAnswer } from "../../../domain/sourcing/supplier_order.ts";
import type { Tried } from "../paced_tries.ts";
import { messagesOf, type OwnerclanApi } from "./api.ts";
import { readOwnerclanItem } from "./item_format.ts";
import { referenceIn } from "./order_format.ts";
import {
  cancelOrderMutation,
  CREATE_ORDER,
  itemsByKeysQuery,
  ordersQuery,
  requestCancellationMutation,
} from "./queries.ts";

const orderSchema = z.object({ key: externalIdSchema, status: z.string(), sellerNote: z.string().nullish() });
const foundSchema = z.object({ edges: z.array(z.object({ node: orderSchema })) });
const placedSchema = z.array(orderSchema).min(1);

type Placement = Awaited<ReturnType<SupplierClient["place"]>>;
type ToCancel = Parameters<SupplierClient["cancel"]>[0];
type Cancellation = Awaited<ReturnType<SupplierClient["cancel"]>>;
type Found = z.output<typeof orderSchema>;

/** More than vendors in an order. */
const MOST_ORDERS = 20;
const CANCELLED = ["cancelled", "refunded"];
const CANCELLABLE = ["placed", "paid"];
const PREPARING = "preparing";
/** Documents call it both. */
const REQUESTED = ["cancellationRequested", "cancelRequested"];
const WORST_FIRST = ["too_late", "requested", "cancelled"] as const;
const REASON = "구매자가 주문을 취소했습니다";
const WHY = { SOLD_OUT: "sold out", DISCONTINUED: "discontinued" } as const;

/**
 * There is no idempotency key: our id is the seller's note of an order, and is looked for before an order is created,
 * again after each answer that was lost. What is ordered is read first: it has to be on sale, as many as are wanted, at
 * no more than was planned.
 */
export class OwnerclanSupplierClient implements SupplierClient {
  readonly #api: OwnerclanApi;
  /** Cancelled before they were placed; the supplier could not know. */
  readonly #cancelledEarly = new Set<SupplierOrderId>();

  constructor(api: OwnerclanApi) {
    this.#api = api;
  }

  place(purchase: Purchase, options: CallOptions): Promise<Placement> {
    return this.#api.tries.run(this.#api.service, options.signal, () => this.#tryToPlace(purchase, options));
  }

  cancel(supplierOrder: ToCancel, options: CallOptions): Promise<Cancellation> {
    this.#cancelledEarly.add(supplierOrder.id);
    return this.#api.tries.run(this.#api.service, options.signal, () => this.#tryToCancel(supplierOrder, options));
  }

  async #tryToPlace(purchase: Purchase, options: CallOptions): Promise<Tried<Placement>> {
    const { id } = purchase.supplierOrder;
    const found = await this.#find(id, options);
    const placed = found.find(({ status }) => !CANCELLED.includes(status));
    if (placed) return { answer: { outcome: "placed", externalId: placed.key } };
    if (found.length > 0 || this.#cancelledEarly.has(id)) return refusal("it was cancelled before");
    const problem = await this.#problemOf(purchase, options);
    if (problem !== null) return refusal(problem);
    const tried = await this.#api.once({ query: CREATE_ORDER, variables: { input: inputOf(purchase) } }, options);
    if (!("answer" in tried)) return tried;
    const { data, errors } = tried.answer;
    const [order] = placedSchema.safeParse(data?.orders).data ?? [];
    if (order) return { answer: { outcome: "placed", externalId: order.key } };
    if (errors.length > 0) return refusal(messagesOf(errors));
    throw new PartnerUnavailable("Cannot place an order: the answer has none");
  }

  async #tryToCancel(supplierOrder: ToCancel, options: CallOptions): Promise<Tried<Cancellation>> {
    const outcomes: CancelAnswer[] = [];
    for (const order of await this.#find(supplierOrder.id, options)) {
      const tried = await this.#cancelOne(order, supplierOrder, options);
      if (!("answer" in tried)) return tried;
      outcomes.push(tried.answer.outcome);
    }
    const [worst = "cancelled"] = WORST_FIRST.filter((outcome) => outcomes.includes(outcome));
    return cancelAnswer(worst);
  }

  /** While it is prepared a cancellation is asked for, once: rejected, the order is prepared again. */
  async #cancelOne(
    { key, status }: Found,
    supplierOrder: ToCancel,
    options: CallOptions,
  ): Promise<Tried<Cancellation>> {
    if (CANCELLED.includes(status)) return cancelAnswer("cancelled");
    if (REQUESTED.includes(status)) return cancelAnswer("requested");
    const isPaid = CANCELLABLE.includes(status);
    if (!isPaid && (status !== PREPARING || supplierOrder.cancelAskedAt !== null)) return cancelAnswer("too_late");
    const query = isPaid ? cancelOrderMutation(key) : requestCancellationMutation(key, REASON);
    const tried = await this.#api.once({ query }, options);
    if (!("answer" in tried)) return tried;
    const { data, errors } = tried.answer;
    if (errors.length > 0) {
      // It may have gone on meanwhile.
      const now = (await this.#find(supplierOrder.id, options)).find((order) => order.key === key);
      return now === undefined || now.status === status
        ? cancelAnswer("too_late")
        : await this.#cancelOne(now, supplierOrder, options);
    }
    const isDecided = CANCELLED.includes(orderSchema.safeParse(data?.order).data?.status ?? "");
    return cancelAnswer(isPaid || isDecided ? "cancelled" : "requested");
  }

  async #find(id: SupplierOrderId, options: CallOptions): Promise<Found[]> {
    const query = ordersQuery({ first: MOST_ORDERS, after: null, sellerNote: id });
    const { data, errors } = await this.#api.read({ query }, options);
    const found = foundSchema.safeParse(data?.page);
    // Not knowing must not become a second order.
    if (!found.success || errors.length > 0) {
      throw new PartnerUnavailable(`Cannot look for an order: ${errors.length > 0 ? messagesOf(errors) : "no page"}`);
    }
    return found.data.edges.map(({ node }) => node).filter(({ sellerNote }) => referenceIn(sellerNote ?? "") === id);
  }

  async #problemOf(
    { supplierOrder: { supplierItemCode, variant, quantity, supplyPrice } }: Purchase,
    options: CallOptions,
  ): Promise<string | null> {
    const { data, errors } = await this.#api.read({ query: itemsByKeysQuery([supplierItemCode]) }, options);
    const [node] = Array.isArray(data?.items) ? data.items : [];
    if (node === undefined || node === null) {
      return errors.length > 0 ? `it can't be read now: ${messagesOf(errors)}` : "the supplier has it no longer";
    }
    const read = readOwnerclanItem(node);
    if (!read.ok) return `it can't be read now: ${read.refusal.details.join("; ").slice(0, 300)}`;
    const item = read.value;
    if (item.status !== "ON_SALE") return WHY[item.status];
    const now = variant === null ? item : item.variants.find(({ key }) => key === variant.key);
    if (now === undefined || (variant === null && item.variants.length > 0)) return "its options are others now";
    if (now.stock === 0) return WHY.SOLD_OUT;
    if (now.stock < quantity) return `the supplier has ${now.stock} of it`;
    return now.price > supplyPrice ? `it costs ${now.price} won now, ${supplyPrice} were planned` : null;
  }
}

function inputOf(
  { supplierOrder: { id, supplierItemCode, variant, quantity }, receiver }: Purchase,
): Readonly<Record<string, unknown>> {
  const person = { name: receiver.receiverName, phoneNumber: receiver.receiverPhone };
  return {
    sender: person,
    recipient: {
      ...person,
      destinationAddress: { addr1: receiver.receiverAddress, addr2: "", postalCode: receiver.receiverPostcode },
    },
    products: [{
      itemKey: supplierItemCode,
      quantity,
      optionAttributes: variant?.attributes.map(({ value }) => value) ?? [],
    }],
    note: id,
    sellerNote: id,
    ordererNote: receiver.deliveryNote,
  };
}

function cancelAnswer(outcome: CancelAnswer): Tried<Cancellation> {
  return { answer: { outcome } };
}

function refusal(reason: string): Tried<Placement> {
  return { answer: { outcome: "refused", reason } };
}
