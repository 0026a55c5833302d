import { makeCart } from "../../../domain/commerce/simulation/cart.ts";
import type { Order, Selection } from "../../../domain/commerce/order.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Random } from "../../../domain/shared/random.ts";
import type { EventLog } from "../ports/stream.ts";
import type { CustomerDraw, PreparedPools } from "./customer_draw.ts";

export interface PlaceCartDeps {
  readonly customers: CustomerDraw;
  readonly events: EventLog;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly random: Random;
}

export interface PlacedCart {
  readonly customer: User;
  readonly selection: Selection;
  readonly orders: readonly Order[];
}

/** Throws `Outage`; the cart may or may not have been placed then. */
export async function placeCart(deps: PlaceCartDeps): Promise<PlacedCart | "empty_pool"> {
  const placed = await placeCarts(deps, 1);
  return placed === "empty_pool" ? placed : placed[0]!;
}

/** At least 1. Published together: one acknowledgement must cover many carts at hundreds of orders per second. */
export async function placeCarts(deps: PlaceCartDeps, orders: number): Promise<PlacedCart[] | "empty_pool"> {
  const pools = await deps.customers.prepared();
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
