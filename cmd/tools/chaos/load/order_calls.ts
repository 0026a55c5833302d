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
  /** Calls a second. */
  readonly rate: number;
  readonly length: LoadLength;
  readonly signal: AbortSignal;
}

/** Of the orders, how many are written to Postgres at once instead of being published. */
const DIRECT = 0.3;
/** Of those that got no answer, how many are sent again; nobody knows of the others whether they are stored. */
const REPEATED_AFTER_SILENCE = 0.5;
const REPEATED_ANYWAY = 0.02;
const MOST_AT_ONCE = 40;

/** Places carts over HTTP: `202` promises an order that is on its way, `201` one that is stored. */
export async function runOrderCalls(
  { api, ledger, shop, random }: OrderCallsDeps,
  { rate, length, signal }: CallsOptions,
): Promise<void> {
  const place = async (order: Order, isDirect: boolean): Promise<boolean> => {
    const answer = isDirect
      ? await api.call("POST", "/v1/orders?direct=true", draftOf(order), [201, 404, 409, 422])
      : await api.call("POST", "/v1/orders", draftOf(order), [202]);
    if (answer === null) return false;
    // A call that was not answered may have stored it.
    if (answer.status < 300 || answer.body.code === "order_exists") ledger.acknowledgeOrder(order);
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

/** An order as somebody sends it who does not know what the shop knows of customer and product. */
function draftOf(order: Order) {
  const { orderId, userId, productId, quantity, totalAmount, shippingCost, discountAmount, paymentMethod, status } =
    order;
  return { orderId, userId, productId, quantity, totalAmount, shippingCost, discountAmount, paymentMethod, status };
}
