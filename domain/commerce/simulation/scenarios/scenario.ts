import type { Schedule } from "./schedule.ts";
import type { Audience, Which } from "./audience.ts";

export interface Scenario {
  /** kebab-case, at most 30 characters. */
  readonly name: string;
  readonly title: string;
  readonly koreanTitle: string;
  readonly summary: string;
  readonly schedule: Schedule;
  readonly changes: Changes;
  readonly effects: readonly DeclaredEffect[];
}

export interface Changes {
  readonly cartRate?: number;
  readonly cartSize?: number;
  /** Relative likelihood that customers buy. */
  readonly customers?: readonly { readonly audience: Audience; readonly factor: number }[];
  readonly products?: readonly { readonly which: Which; readonly factor: number }[];
  /** Share of the price that is paid, on top of every other discount. */
  readonly prices?: readonly { readonly audience?: Audience; readonly which?: Which; readonly factor: number }[];
  /** Won from which a cart ships free of charge; the lowest of all scenarios counts. */
  readonly freeShippingFrom?: number;
}

export interface DeclaredEffect {
  readonly metric: Metric;
  readonly factor: number;
  /** 0.15 is ±15 % of `factor`. */
  readonly tolerance: number;
}

export interface Metric {
  /** "orders" are order rows; "won", "shipping" and "discounts" are amounts in won. */
  readonly count: "carts" | "orders" | "won" | "shipping" | "discounts";
  readonly perCart?: boolean;
  readonly audience?: Audience;
  readonly which?: Which;
}
