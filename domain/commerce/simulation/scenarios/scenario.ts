import type { Schedule } from "./schedule.ts";
import type { Audience, Which } from "./audience.ts";

/** Something that happens to a shop: when it holds, what it changes, and what that does. All of it is data. */
export interface Scenario {
  /** kebab-case, at most 30 characters. */
  readonly name: string;
  readonly title: string;
  readonly koreanTitle: string;
  /** What happens, in a sentence. */
  readonly summary: string;
  readonly schedule: Schedule;
  readonly changes: Changes;
  /** Measured against the same hours without the scenario. */
  readonly effects: readonly DeclaredEffect[];
}

/** What a scenario multiplies. Whatever is left out stays as it is. */
export interface Changes {
  /** Carts an hour. */
  readonly cartRate?: number;
  /** Lines a cart. */
  readonly cartSize?: number;
  /** How likely customers are to buy, relative to others. */
  readonly customers?: readonly { readonly audience: Audience; readonly factor: number }[];
  /** How likely products are to be put into a cart, relative to others. */
  readonly products?: readonly { readonly which: Which; readonly factor: number }[];
  /** What is paid of the price, on top of every other discount. */
  readonly prices?: readonly { readonly audience?: Audience; readonly which?: Which; readonly factor: number }[];
  /** Won from which a cart is sent free of charge; the lowest of all scenarios counts. */
  readonly freeShippingFrom?: number;
}

/** How a figure changes while the scenario holds: ×`factor`, give or take `tolerance` of it. */
export interface DeclaredEffect {
  readonly metric: Metric;
  readonly factor: number;
  /** A share of `factor`: 0.15 is ±15 %. */
  readonly tolerance: number;
}

/** A figure of the orders placed while a scenario holds. */
export interface Metric {
  /** "orders" are order rows, "won" what they cost, "shipping" and "discounts" won. */
  readonly count: "carts" | "orders" | "won" | "shipping" | "discounts";
  /** Divided by the number of carts. */
  readonly perCart?: boolean;
  readonly audience?: Audience;
  readonly which?: Which;
}
