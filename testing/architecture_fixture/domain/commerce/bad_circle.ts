import type { Order } from "./good_order.ts";
import { second } from "./bad_circle_by_type.ts";

export const first = (order: Order) => second(order);
