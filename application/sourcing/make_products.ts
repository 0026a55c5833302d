import type { PricePolicy } from "../../domain/sourcing/price_policy.ts";
import { comparableText, makeProduct, type ProductDraft } from "../../domain/sourcing/product.ts";
import { type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { Delivery } from "./relay_across.ts";
import { itemChangedSchema } from "./messages.ts";
import type { WritesOne } from "./one_database.ts";
import type { DeadLetter, OutboxMessage } from "./ports/outbox.ts";
import type { ProductArrival, ProductIntake, WithheldItem } from "./ports/products.ts";
import type { FormatOf } from "./ports/partners.ts";
import type { RawRecord, SupplierRecords } from "./ports/suppliers.ts";
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
    const withheld: WithheldItem[] = [];
    const deadLetters: DeadLetter[] = [];
    for (const { message, item } of joined) {
      if (item === null) {
        deadLetters.push({ id: message.id, reason: "Cannot make a product: its item is not in the source database" });
        continue;
      }
      if (item.withheld !== null) {
        withheld.push(withheldItem(item, item.withheld));
        continue;
      }
      const made = productOf(item);
      if (made.ok) {
        arrivals.push({ message, product: made.value, textHash: digest(comparableText(made.value)) });
        continue;
      }
      const { message: reason } = made.refusal;
      deadLetters.push({ id: message.id, reason });
      // A dead letter alone would leave on sale what was said before.
      withheld.push(withheldItem(item, reason));
    }
    return { arrivals, withheld, deadLetters };
  };
  const productOf = ({ protocol, payload, ...version }: RawRecord): Result<ProductDraft, Refusal> => {
    const format = formatOf(protocol);
    if (format === null) {
      return refused({
        code: "unknown_protocol",
        message: `Cannot make a product: no protocol "${protocol}" is registered`,
      });
    }
    const read = format.supplierItem(payload);
    return read.ok ? makeProduct(read.value, version, policy) : read;
  };
  return {
    writes: "dropship",
    async deliver(messages) {
      const { arrivals, withheld, deadLetters } = await arrivalsOf(messages);
      if (arrivals.length > 0) await products.take(arrivals);
      if (withheld.length > 0) await products.withhold(withheld);
      return deadLetters;
    },
  };
}

function withheldItem({ id, accountId, externalId, version }: RawRecord, reason: string): WithheldItem {
  return {
    supplierAccountId: accountId,
    supplierItemId: id,
    supplierItemCode: externalId,
    supplierVersion: version,
    reason,
  };
}
