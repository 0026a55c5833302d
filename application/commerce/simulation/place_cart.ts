import { makeCart } from "../../../domain/commerce/simulation/cart.ts";
import type { Order, Selection } from "../../../domain/commerce/order.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Random } from "../../../domain/shared/random.ts";
import type { EventLog } from "../ports/event_log.ts";
import type { CustomerDraw, PreparedPools } from "./customer_draw.ts";

export interface PlaceCartDeps {
  readonly shoppers: CustomerDraw;
  readonly events: EventLog;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly random: Random;
}

/** Who bought, why them, and what. */
export interface PlacedCart {
  readonly customer: User;
  readonly selection: Selection;
  readonly orders: readonly Order[];
}

/**
 * Lets somebody buy a cart: one of the 200 customers most likely to buy now, with a chance in proportion to the score.
 *
 * Nothing is stored here: the orders are published. Throws `Outage`; the cart may or may not have been placed then.
 */
export async function placeCart(deps: PlaceCartDeps): Promise<PlacedCart | "empty_pool"> {
  const placed = await placeCarts(deps, 1);
  return placed === "empty_pool" ? placed : placed[0]!;
}

/**
 * The same with as many carts as it takes to reach `orders` lines, published together: at hundreds of orders a second one
 * wait for the log has to serve many carts.
 *
 * @param orders at least 1
 */
export async function placeCarts(deps: PlaceCartDeps, orders: number): Promise<PlacedCart[] | "empty_pool"> {
  const pools = await deps.shoppers.prepared();
  if (pools === "empty_pool") return pools;
  const carts: PlacedCart[] = [];
  for (let lines = 0; lines < orders; lines += carts.at(-1)!.orders.length) carts.push(fillCart(deps, pools));
  await deps.events.publish(
    carts.flatMap((cart) => cart.orders.map((order) => ({ type: "order.placed" as const, order }))),
  );
  return carts;
}

function fillCart({ clock, newId, random }: PlaceCartDeps, { choose, shelves, conditions }: PreparedPools): PlacedCart {
  const { user: customer, selection } = choose(random);
  const { terms } = conditions;
  const orders = makeCart(customer, shelves, { cartId: `C-${newId()}`, createdAt: clock(), selection, random, terms });
  return { customer, selection, orders };
}
