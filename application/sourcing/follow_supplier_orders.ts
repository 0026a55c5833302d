import type { Digest } from "../../domain/shared/digest.ts";
import { pauseListing } from "../../domain/sourcing/listing.ts";
import { parseSupplierOrderRecord } from "../../domain/sourcing/supplier_order_record.ts";
import { followSupplier, notePlaced } from "../../domain/sourcing/supplier_order.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { Delivery } from "./relay_across.ts";
import type { WritesOne } from "./one_database.ts";
import type { ParkedMessage } from "./ports/outbox.ts";
import type { SupplierOrderArrival, SupplierOrderBook } from "./ports/orders.ts";
import type { SupplierRecords } from "./ports/suppliers.ts";
import { supplierOrderChangedSchema } from "./messages.ts";

export type FollowSupplierOrdersDeps = WritesOne<{
  readonly records: Pick<SupplierRecords, "ordersById">;
  readonly supplierOrders: Pick<SupplierOrderBook, "follow" | "writes">;
  readonly digest: Digest;
  readonly clock: () => Date;
}>;

/**
 * Lets supplier orders follow what the suppliers say of them, as the readings of suppliers found it; a batch with one
 * question. An order that the supplier has and whose placing was never noted is noted now.
 */
export function followSupplierOrders(
  { records, supplierOrders, digest, clock }: FollowSupplierOrdersDeps,
): Delivery<"market"> {
  return {
    writes: "market",
    async deliver(messages) {
      const joined = await joinById({
        rows: messages.map((message) => ({ message })),
        as: "record",
        on: ({ message: { payload } }) => supplierOrderChangedSchema.safeParse(payload).data?.recordId ?? null,
        find: (ids) => records.ordersById(ids),
        missing: "keep",
        database: "source",
        table: "supplier_order_raw",
      });
      const arrivals: SupplierOrderArrival[] = [];
      const parked: ParkedMessage[] = [];
      for (const { message, record } of joined) {
        const parsed = record === null ? null : parseSupplierOrderRecord(record.payload);
        if (record && parsed?.ok) {
          const { accountId: supplierAccountId, externalId } = record;
          arrivals.push({ message, supplierAccountId, externalId, ...parsed.value });
        } else {
          const reason = parsed?.ok === false ? parsed.refusal.message : "it is not in the source database";
          parked.push({ id: message.id, reason: `Cannot follow a supplier's order: ${reason}` });
        }
      }
      if (arrivals.length > 0) {
        await supplierOrders.follow(arrivals, (supplierOrder, { externalId, news }) => {
          const placed = notePlaced(supplierOrder, { externalId, at: clock() });
          const followed = followSupplier(placed.supplierOrder, news);
          return { ...placed, ...followed };
        }, (listing, reason) => pauseListing(listing, reason, digest));
      }
      return parked;
    },
  };
}
