import type { BuyerRegister, BuyerRetention } from "../../../../application/sourcing/ports/buyers.ts";
import type { Found } from "../../../../application/shared/erasure.ts";
import { ANSWERS_GONE_AFTER_MS } from "../../../../application/shared/idempotent_answers.ts";
import {
  type BuyerMark,
  marksIn,
  orderMark,
  phoneMark,
  textMark,
  UNDER_WAY,
} from "../../../../domain/sourcing/buyer.ts";
import type { MarketAccountId } from "../../../../domain/sourcing/ids.ts";
import { mapPostgresErrors } from "../../core/map_errors.ts";
import { blank, blankOrders, blankSheets } from "./blank_buyers.ts";
import { inMarket, type MarketDb, type MarketScope } from "../database.ts";
import { ErasedBuyers, patternsOf } from "./erased_buyers.ts";

type Begun = Awaited<ReturnType<BuyerRegister["begin"]>>;

interface OrderRow {
  readonly id: string;
  readonly market_account_id: MarketAccountId;
  readonly external_order_id: string;
}

const PAGE = 500;

export class PostgresBuyerRegister implements BuyerRegister, BuyerRetention {
  readonly name = "Market database";
  readonly #db: MarketDb;
  readonly #erased: ErasedBuyers;

  constructor(db: MarketDb, erased: ErasedBuyers = new ErasedBuyers()) {
    this.#db = db;
    this.#erased = erased;
  }

  accountsOf(externalOrderId: string): Promise<readonly MarketAccountId[]> {
    return mapPostgresErrors(async () => {
      const of = await this.#db`
        select distinct market_account_id as id from orders where external_order_id = ${externalOrderId}`;
      const rows = of.length > 0 ? of : await this.#db`select id from market_accounts`;
      return rows.map(({ id }) => id);
    });
  }

  begin(marks: readonly BuyerMark[], at: Date): Promise<Begun> {
    return inMarket(this.#db, async (scope) => {
      const erasedAt = await this.#erased.add(scope, marks, at);
      const wanted = new Set(marks);
      const named = await ordersNamed(scope, wanted);
      const orders = [...named, ...await ordersOfSheets(scope, await sheetsOf(scope, wanted, named), named)];
      const sheets = await sheetsOf(scope, wanted, orders);
      const theirs = orders.map((row) => orderMark(row.market_account_id, row.external_order_id));
      // Whatever is still said of these orders, whoever it names.
      await this.#erased.add(scope, theirs, at);
      const ids = orders.map(({ id }) => id);
      const blanked = await blankOrders(scope, ids);
      const removed = await blankSheets(scope, sheets.map(({ id }) => id));
      return {
        erasedAt,
        found: [
          { place: "orders, blanked", records: blanked },
          { place: "market_order_raw, payloads removed", records: removed },
          { place: "idempotent_answers", records: null, goneBy: new Date(erasedAt.getTime() + ANSWERS_GONE_AFTER_MS) },
        ],
        orders: [...theirs, ...await supplierOrdersOf(scope, ids)],
      };
    });
  }

  expire(before: Date): Promise<readonly Found[]> {
    return inMarket(this.#db, async (scope) => {
      const over = await scope<(OrderRow & { due: boolean })[]>`
        select id, market_account_id, external_order_id, erasure_due_at is not null as due from orders o
        where erased_at is null and (
          erasure_due_at is not null and status not in ${scope([...UNDER_WAY])}
          or updated_at < ${before} and not exists (
            select from supplier_orders s
            where s.order_id = o.id and (s.updated_at >= ${before} or s.status in ('WAITING', 'PLACING'))))
        order by id for update`;
      const old = await scope`
        select id from market_order_raw
        where erased_at is null and processed_at is not null and fetched_at < ${before}`;
      const due = over.filter(({ due }) => due);
      const ofDue = due.length === 0 ? [] : await sheetsOf(scope, new Set(), due);
      const ids = over.map(({ id }) => id);
      const sheets = [...new Set([...old, ...ofDue].map(({ id }) => id as string))];
      return [
        { place: "orders, blanked", records: await blank(scope, ids) },
        {
          place: "market_order_raw, payloads removed",
          records: await blankSheets(scope, sheets),
        },
      ];
    });
  }
}

/** By the columns of the orders. */
async function ordersNamed(scope: MarketScope, wanted: ReadonlySet<BuyerMark>): Promise<OrderRow[]> {
  const found: OrderRow[] = [];
  const patterns = patternsOf(wanted);
  const rows = scope`
    select id, market_account_id, external_order_id, buyer_name, receiver_name, receiver_phone, delivery_note from orders
    where erased_at is null and concat_ws(' ', external_order_id, buyer_name, receiver_name, receiver_phone, delivery_note)
      ilike any (${patterns}::text[])`;
  for await (const page of rows.cursor(PAGE)) {
    for (const row of page) {
      const { id, market_account_id, external_order_id } = row as unknown as OrderRow;
      const marks = [
        orderMark(market_account_id, external_order_id),
        ...[row.buyer_name, row.receiver_name].flatMap((name) => name ? [textMark(name)] : []),
        phoneMark(row.receiver_phone),
        ...marksIn(row.delivery_note),
      ];
      if (marks.some((mark) => mark !== null && wanted.has(mark))) {
        found.push({ id, market_account_id, external_order_id });
      }
    }
  }
  return found;
}

interface Sheet {
  readonly id: string;
  readonly accountId: MarketAccountId;
  /** Texts and numbers in it, one of which is the order's id. */
  readonly marks: ReadonlySet<BuyerMark>;
}

/** Every version of what a marketplace said of the person or of these orders. */
async function sheetsOf(
  scope: MarketScope,
  wanted: ReadonlySet<BuyerMark>,
  orders: readonly OrderRow[],
): Promise<Sheet[]> {
  const found: Sheet[] = [];
  const theirs = new Set([
    ...[...wanted].filter((mark) => mark.startsWith("order:")),
    ...orders.map((row) => orderMark(row.market_account_id, row.external_order_id)),
  ]);
  const ids = Map.groupBy(
    [...theirs].map((mark) => mark.slice("order:".length)),
    (value) => value.slice(0, value.indexOf("/")),
  );
  const patterns = patternsOf(new Set([...wanted, ...theirs]));
  const rows = scope`
    select id, account_id, external_id, payload from market_order_raw
    where erased_at is null and (payload::text ilike any (${patterns}::text[]) or external_id ilike any (${patterns}::text[]))`;
  for await (const page of rows.cursor(PAGE)) {
    for (const { id, account_id: accountId, external_id, payload } of page) {
      const marks = new Set([...marksIn(payload), textMark(external_id)]);
      const ofOrder = (ids.get(accountId) ?? []).some((value) =>
        marks.has(textMark(value.slice(value.indexOf("/") + 1)))
      );
      if (ofOrder || [...marks].some((mark) => wanted.has(mark))) found.push({ id, accountId, marks });
    }
  }
  return found;
}

/** Orders that name somebody only in what their marketplace sent, such as an e-mail address. */
async function ordersOfSheets(
  scope: MarketScope,
  sheets: readonly Sheet[],
  known: readonly OrderRow[],
): Promise<OrderRow[]> {
  if (sheets.length === 0) return [];
  const rows = await scope<OrderRow[]>`
    select id, market_account_id, external_order_id from orders
    where raw_id in ${scope(sheets.map(({ id }) => id))} and erased_at is null`;
  const ids = new Set(known.map(({ id }) => id));
  return rows.filter(({ id }) => !ids.has(id));
}

async function supplierOrdersOf(scope: MarketScope, orders: readonly string[]): Promise<BuyerMark[]> {
  if (orders.length === 0) return [];
  const rows = await scope`
    select id, external_id from supplier_orders where order_id in ${scope(orders)}`;
  return rows.flatMap(({ id, external_id }) =>
    [id, external_id].flatMap((each) => each ? [orderMark(null, each)] : [])
  );
}
