import { ERASED_PAYLOAD, isUnderWay, NOBODY } from "../../../../domain/sourcing/buyer.ts";
import type { Order } from "../../../../domain/sourcing/order.ts";
import type { MarketScope } from "../database.ts";

const ERASED = JSON.stringify(ERASED_PAYLOAD);

/** What a partner has said of an order may repeat who it is for. */
const REASON = "removed with the buyer whom it named";

/** Orders that are over are blanked; those under way are due from now on. Returns how many were blanked. */
export async function blankOrders(scope: MarketScope, ids: readonly string[]): Promise<number> {
  const rows = await scope`
    select id, status from orders where id = any (${[...ids]}::uuid[]) and erased_at is null order by id for update`;
  await scope`
    update orders set erasure_due_at = coalesce(erasure_due_at, now())
    where id = any (${rows.flatMap(({ id, status }) => isUnderWay(status) ? [id] : [])}::uuid[])`;
  return await blank(scope, rows.flatMap(({ id, status }) => isUnderWay(status) ? [] : [id]));
}

/** Of orders just stored: some without their buyer, others due as soon as they are over. */
export async function noteErasures(scope: MarketScope, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  await scope`
    update orders set erased_at = case when receiver_name = ${NOBODY} then now() end,
      erasure_due_at = case when receiver_name <> ${NOBODY} then now() end
    where id = any (${orders.map(({ id }) => id)}::uuid[]) and erased_at is null`;
}

/** Whatever their status. */
export async function blank(scope: MarketScope, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const repeats = (text: string) =>
    scope`exists (
      select from unnest(array[o.buyer_name, o.receiver_name, o.receiver_phone, o.receiver_address]) as named(value)
      where length(value) > 1 and strpos(${scope.unsafe(text)}, value) > 0)`;
  await scope`
    update supplier_orders s set last_error = ${REASON} from orders o
    where o.id in ${scope(ids)} and s.order_id = o.id and ${repeats("s.last_error")}`;
  await scope`
    update market_listings l set last_error = ${REASON} from orders o
    where o.id in ${scope(ids)} and o.listing_id = l.id and ${repeats("l.last_error")}`;
  const { count } = await scope`
    update orders o set problem = case when ${repeats("o.problem")} then ${REASON} else o.problem end,
      buyer_name = null, receiver_name = ${NOBODY}, receiver_phone = '', receiver_postcode = '',
      receiver_address = ${NOBODY}, delivery_note = '', erased_at = now(), erasure_due_at = null
    where o.id in ${scope(ids)} and o.erased_at is null`;
  return count;
}

/** Sheets that orders were made of; those that wait for it are blanked when they are taken. */
export async function blankSheets(scope: MarketScope, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { count } = await scope`
    update market_order_raw set payload = ${ERASED}::text::jsonb, erased_at = now()
    where id in ${scope(ids)} and erased_at is null and processed_at is not null`;
  return count;
}
