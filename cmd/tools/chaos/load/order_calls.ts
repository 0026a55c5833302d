import { sleep } from "../../../../adapters/system/sleep.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import type { Random } from "../../../../domain/shared/random.ts";
import type { ApiClient } from "./api_client.ts";
import type { Ledger } from "./ledger.ts";
import type { Shop } from "./shop.ts";
import { type LoadLength, Workers } from "../workers.ts";

interface OrderCallsDeps {
  readonly api: ApiClient;
  readonly ledger: Ledger;
  readonly shop: Pick<Shop, "orders">;
  readonly random: Random;
}

export interface CallsOptions {
  readonly rate: number;
  readonly length: LoadLength;
  readonly signal: AbortSignal;
}

const DIRECT = 0.3;
/** Share of unanswered orders sent again; whether the others are stored is unknown. */
const REPEATED_AFTER_SILENCE = 0.5;
const REPEATED_ANYWAY = 0.02;
const MOST_AT_ONCE = 40;

/** Places carts over HTTP: `202` promises a published order, `201` a stored one. */
export async function runOrderCalls(
  { api, ledger, shop, random }: OrderCallsDeps,
  { rate, length, signal }: CallsOptions,
): Promise<void> {
  const place = async (order: Order, isDirect: boolean): Promise<boolean> => {
    const answer = isDirect
      ? await api.call("POST", "/v1/orders?direct=true", draftOf(order), [201, 404, 409, 422])
      : await api.call("POST", "/v1/orders", draftOf(order), [202]);
    if (answer === null) return false;
    if (answer.status < 300) ledger.acknowledgeOrder(order);
    else if (!["unknown_user", "unknown_product"].includes(String(answer.body.code))) {
      api.wrongAnswers.push(`an order was refused: ${JSON.stringify(answer.body)}`);
    }
    return true;
  };
  const placeCart = async (orders: readonly Order[]) => {
    const isDirect = random() < DIRECT;
    for (const order of orders) {
      ledger.attemptOrder(order);
      const isAnswered = await place(order, isDirect);
      if (random() >= (isAnswered ? REPEATED_ANYWAY : REPEATED_AFTER_SILENCE)) continue;
      do await sleep(500 + 2_000 * random(), signal); while (!signal.aborted && !await place(order, isDirect));
    }
  };
  await using workers = new Workers(MOST_AT_ONCE);
  await workers.atRate(rate, length, signal, () => placeCart(shop.orders(1)));
}

function draftOf(order: Order) {
  const { orderId, userId, productId, quantity, totalAmount, shippingCost, discountAmount, paymentMethod, status } =
    order;
  return { orderId, userId, productId, quantity, totalAmount, shippingCost, discountAmount, paymentMethod, status };
}
