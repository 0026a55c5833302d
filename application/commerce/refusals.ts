import type { Refusal } from "../../domain/shared/result.ts";

export interface Exists<C extends "user_exists" | "product_exists"> extends Refusal {
  readonly code: C;
  readonly id: string;
}

/** The register of erasures has the id. */
export interface Erased extends Refusal {
  readonly code: "user_erased";
  readonly id: string;
}

/** Sales figures must stay right, so a thing with orders is kept. */
export interface HasOrders<C extends "user_has_orders" | "product_has_orders"> extends Refusal {
  readonly code: C;
  readonly id: string;
}

/** It is not as the caller saw it. */
export interface Outdated extends Refusal {
  readonly code: "precondition_failed";
  readonly id: string;
}

export interface EmptyPool extends Refusal {
  readonly code: "empty_pool";
  readonly pool: "users" | "products";
}

export function takenId<T extends "user" | "product">(thing: T, id: string): Exists<`${T}_exists`> {
  return { code: `${thing}_exists`, message: `Cannot create the ${thing}: ${id} exists already`, id };
}

export function erasedId(id: string): Erased {
  const message = `Cannot store the user: ${id} was erased and stays so; register the person under a new id`;
  return { code: "user_erased", message, id };
}

export function outdated<T extends "user" | "product" | "order">(thing: T, id: string): Outdated {
  const message = `Cannot change the ${thing}: ${id} is not as If-Match says; read it again`;
  return { code: "precondition_failed", message, id };
}

export function stillOrdered<T extends "user" | "product">(thing: T, id: string): HasOrders<`${T}_has_orders`> {
  return { code: `${thing}_has_orders`, message: `Cannot remove the ${thing}: ${id} has orders`, id };
}

export function emptyPool(pool: EmptyPool["pool"]): EmptyPool {
  return { code: "empty_pool", message: `Cannot draw one of the ${pool}: the pool is empty`, pool };
}
