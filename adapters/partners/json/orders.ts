import type { CallOptions, Purchase, SupplierClient } from "../../../application/sourcing/ports/partners.ts";
import { variantName } from "../../../domain/sourcing/variant.ts";
import { idIn, isRefusal, refusalIn, unexpected } from "./answers.ts";
import { JsonCaller, type JsonCallerOptions } from "./json_caller.ts";

/**
 * Orders at a supplier over HTTP, below the address of its feed:
 *
 * - `POST orders` `{reference, lines: [{itemId, variant, option, quantity, price}], receiver: {…}}` with `Idempotency-Key`:
 *   `{"id": "…"}`, the same one for the same key
 * - `PUT orders/<reference>/cancellation`: 200 when it is cancelled or never was, and an order under that reference that
 *   arrives later is not placed; 202 when the supplier has to decide, and answers so until it has; 409 when it is too late
 *
 * 400, 404, 409, 410, 413 and 422 of the first refuse the order, `{"reason": "…"}` says why.
 */
export class JsonSupplierClient implements SupplierClient {
  readonly #api: JsonCaller;

  constructor(options: JsonCallerOptions) {
    this.#api = new JsonCaller(options);
  }

  async place({ supplierOrder, receiver }: Purchase, { signal }: CallOptions): ReturnType<SupplierClient["place"]> {
    const { id, supplierItemCode, variant, quantity, supplyPrice } = supplierOrder;
    const answer = await this.#api.call({
      method: "POST",
      path: "orders",
      key: id,
      body: {
        reference: id,
        lines: [{
          itemId: supplierItemCode,
          variant: variant?.key ?? null,
          option: variant === null ? receiver.optionName : variantName(variant),
          quantity,
          price: supplyPrice,
        }],
        receiver: {
          name: receiver.receiverName,
          phone: receiver.receiverPhone,
          postcode: receiver.receiverPostcode,
          address: receiver.receiverAddress,
          note: receiver.deliveryNote,
        },
      },
    }, signal);
    if (answer.status >= 200 && answer.status < 300) return { outcome: "placed", externalId: idIn(answer) };
    if (isRefusal(answer.status)) return refusalIn(answer);
    throw unexpected("place an order", answer);
  }

  async cancel(
    { id }: Parameters<SupplierClient["cancel"]>[0],
    { signal }: CallOptions,
  ): ReturnType<SupplierClient["cancel"]> {
    const answer = await this.#api.call({ method: "PUT", path: `orders/${id}/cancellation`, body: {} }, signal);
    const { status } = answer;
    if (status === 409) return { outcome: "too_late" };
    if (status === 202) return { outcome: "requested" };
    if ((status >= 200 && status < 300) || status === 404 || status === 410) return { outcome: "cancelled" };
    throw unexpected("cancel an order", answer);
  }
}
