import { assert } from "@std/assert";
import type { Accepted, Inbox } from "../application/commerce/ports/inbox.ts";
import type { DeadLetter } from "../application/shared/dead_letter_record.ts";
import type { Advance, StreamPosition } from "../application/shared/stream_position.ts";
import type { CommerceEvent } from "../domain/commerce/commerce_event.ts";
import type { Order } from "../domain/commerce/order.ts";
import type { Product } from "../domain/commerce/product.ts";
import type { User } from "../domain/commerce/user.ts";
import { NOON } from "./samples.ts";

/** The partition that most cases read. */
export const FIRST: StreamPosition = { group: "orders_group", topic: "orders", partition: 0 };

export function step(from: number, to: number, at: StreamPosition = FIRST): Advance {
  return { ...at, from, to, lastRecordAt: NOON };
}

export const registered = (user: User): CommerceEvent => ({ type: "user.registered", user });
export const listed = (product: Product): CommerceEvent => ({ type: "product.listed", product });
export const placed = (order: Order): CommerceEvent => ({ type: "order.placed", order });

interface Fed {
  readonly users?: readonly User[];
  readonly products?: readonly Product[];
  readonly orders?: readonly Order[];
  readonly dead?: readonly DeadLetter[];
}

/** Stores what is given as the next step of a partition, as its reader would. */
export async function feed(
  { inbox }: { readonly inbox: Inbox },
  { users = [], products = [], orders = [], dead = [] }: Fed,
  at: StreamPosition = FIRST,
): Promise<Accepted> {
  const events = [...users.map(registered), ...products.map(listed), ...orders.map(placed)];
  const from = await inbox.position(at);
  const result = await inbox.accept(step(from, from + events.length + dead.length, at), events, dead);
  assert(result !== "fenced", "nobody else reads this partition");
  return result;
}
