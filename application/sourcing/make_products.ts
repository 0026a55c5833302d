import type { PricePolicy } from "../../domain/sourcing/price_policy.ts";
import { comparableText, makeProduct } from "../../domain/sourcing/product.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { Delivery } from "./relay_across.ts";
import { itemChangedSchema } from "./messages.ts";
import type { WritesOne } from "./one_database.ts";
import type { DeadLetter, OutboxMessage } from "./ports/outbox.ts";
import type { ProductArrival, ProductIntake } from "./ports/products.ts";
import type { FormatOf } from "./ports/partners.ts";
import type { SupplierRecords } from "./ports/suppliers.ts";
import type { Digest } from "../../domain/shared/digest.ts";

export type MakeProductsDeps = WritesOne<{
  readonly items: Pick<SupplierRecords, "itemsById">;
  readonly products: ProductIntake;
  readonly formatOf: FormatOf;
  readonly policy: PricePolicy;
  readonly digest: Digest;
}>;

export function makeProducts({ items, products, formatOf, policy, digest }: MakeProductsDeps): Delivery<"dropship"> {
  const arrivalsOf = async (messages: readonly OutboxMessage[]) => {
    const joined = await joinById({
      rows: messages.map((message) => ({ message })),
      as: "item",
      on: ({ message: { payload } }) => itemChangedSchema.safeParse(payload).data?.itemId ?? null,
      find: (ids) => items.itemsById(ids),
      missing: "keep",
      database: "source",
      table: "supplier_item_raw",
    });
    const arrivals: ProductArrival[] = [];
    const refused: DeadLetter[] = [];
    for (const { message, item } of joined) {
      if (item === null) {
        refused.push({ id: message.id, reason: "Cannot make a product: its item is not in the source database" });
        continue;
      }
      const format = formatOf(item.protocol);
      if (format === null) {
        refused.push({ id: message.id, reason: `Cannot make a product: no protocol "${item.protocol}" is registered` });
        continue;
      }
      const read = format.supplierItem(item.payload);
      const made = read.ok ? makeProduct(read.value, item, policy) : read;
      if (made.ok) arrivals.push({ message, product: made.value, textHash: digest(comparableText(made.value)) });
      else refused.push({ id: message.id, reason: made.refusal.message });
    }
    return { arrivals, refused };
  };
  return {
    writes: "dropship",
    async deliver(messages) {
      const { arrivals, refused } = await arrivalsOf(messages);
      if (arrivals.length > 0) await products.take(arrivals);
      return refused;
    },
  };
}
