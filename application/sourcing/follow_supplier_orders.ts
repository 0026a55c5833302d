import type { Digest } from "../../domain/shared/digest.ts";
import { pauseListing } from "../../domain/sourcing/listing.ts";
import { followSupplier, notePlaced, type SupplierOrderNews } from "../../domain/sourcing/supplier_order.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { Delivery } from "./relay_across.ts";
import type { WritesOne } from "./one_database.ts";
import type { DeadLetter } from "./ports/outbox.ts";
import type { SupplierOrderArrival, SupplierOrderBook } from "./ports/orders.ts";
import type { FormatOf } from "./ports/partners.ts";
import type { RawRecord, SupplierRecords } from "./ports/suppliers.ts";
import { supplierOrderChangedSchema } from "./messages.ts";

type FollowSupplierOrdersDeps = WritesOne<{
  readonly records: Pick<SupplierRecords, "ordersById">;
  readonly formatOf: FormatOf;
  readonly supplierOrders: Pick<SupplierOrderBook, "follow" | "writes">;
  readonly digest: Digest;
  readonly clock: () => Date;
}>;

/** An order that the supplier has although its placing was never noted becomes PLACED first. */
export function followSupplierOrders(
  { records, formatOf, supplierOrders, digest, clock }: FollowSupplierOrdersDeps,
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
      const deadLetters: DeadLetter[] = [];
      for (const { message, record } of joined) {
        const read = newsOf(record, formatOf);
        if (record && typeof read !== "string") {
          const { accountId: supplierAccountId, externalId } = record;
          arrivals.push({ message, supplierAccountId, externalId, ...read });
        } else deadLetters.push({ id: message.id, reason: `Cannot follow a supplier's order: ${read}` });
      }
      if (arrivals.length > 0) {
        await supplierOrders.follow(arrivals, (supplierOrder, { externalId, news }) => {
          const placed = notePlaced(supplierOrder, { externalId, at: clock() });
          const followed = followSupplier(placed.supplierOrder, news);
          return { ...placed, ...followed };
        }, (listing, reason) => pauseListing(listing, reason, digest));
      }
      return deadLetters;
    },
  };
}

function newsOf(record: RawRecord | null, formatOf: FormatOf): SupplierOrderNews | string {
  if (record === null) return "it is not in the source database";
  const format = formatOf(record.protocol);
  if (format === null) return `no protocol "${record.protocol}" is registered`;
  const read = format.supplierOrder(record.payload);
  return read.ok ? read.value : read.refusal.message;
}
