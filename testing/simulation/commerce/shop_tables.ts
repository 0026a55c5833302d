import type { DailySales } from "../../../application/commerce/ports/lists.ts";
import type { GradingRun } from "../../../application/commerce/ports/membership.ts";
import type { Stamps } from "../../../application/commerce/ports/shop.ts";
import type { OutboxRecord } from "../../../application/shared/outbox.ts";
import type { RedrivenLetter } from "../../../application/shared/redriven_letters.ts";
import type { StoredPosition, StreamPosition } from "../../../application/shared/stream_position.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import { Table } from "../postgres/table.ts";

export type OrderRow = Order & Stamps & { readonly reversed: boolean };

export interface PendingRow {
  readonly order: Order;
  readonly nth: number;
  readonly receivedAt: number;
}

export interface DeltaRow {
  readonly id: number;
  readonly lines: readonly DeltaLine[];
}

/** What one order adds. */
export interface DeltaLine {
  readonly productId: string;
  readonly userId: UserId;
  readonly sold: number;
  readonly taken: number;
  /** "look up" once one was taken back; `null` of a cancellation. */
  readonly orderedAt: Date | "look up" | null;
  readonly day: DailySales;
}

export interface OutboxRow {
  readonly id: number;
  readonly record: OutboxRecord;
  readonly refusals: number;
  readonly parkedFor: string | null;
}

export interface PositionRow extends StreamPosition, StoredPosition {
  readonly lastRecordAt: Date | null;
}

export class ShopTables {
  readonly users = new Table<User & Stamps>("users");
  readonly products = new Table<Product & Stamps>("products");
  readonly orders = new Table<OrderRow>("orders");
  readonly pending = new Table<PendingRow>("pending_orders");
  readonly deltas = new Table<DeltaRow>("order_deltas");
  readonly days = new Table<DailySales>("daily_sales");
  readonly positions = new Table<PositionRow>("consumer_offsets");
  readonly outbox = new Table<OutboxRow>("outbox");
  /** Each that was put into the outbox, how often, and after which others; of the simulation alone. */
  readonly letters = new Table<{ readonly count: number; readonly nth: number }>("letters");
  readonly erased = new Table<Date>("erased_users");
  readonly due = new Table<readonly UserId[]>("grading_due");
  readonly runs = new Table<GradingRun>("grading_runs");
  readonly redriven = new Table<RedrivenLetter>("redriven_letters");

  get all(): Table<unknown>[] {
    return Object.values(this).filter((value) => value instanceof Table);
  }
}

/** Advisory locks, as in Postgres. */
export const ORDERS_LOCK = "orders";
export const TOTALS_LOCK = "totals";
export const GRADES_LOCK = "grades";
