import { followProduct } from "../../domain/sourcing/listing.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { Delivery } from "./carry_over.ts";
import type { WritesOne } from "./one_database.ts";
import { fromProducts } from "./partners.ts";
import type { ListingBook } from "./ports/listings.ts";
import type { Products } from "./ports/products.ts";
import { productChangedSchema } from "./product_changed.ts";

export type FollowProductsDeps = WritesOne<{
  readonly products: Pick<Products, "findAll">;
  readonly listings: Pick<ListingBook, "follow" | "writes">;
  readonly digest: Digest;
}>;

/** Lets listings follow their products, in price, stock, text and end; a batch of messages with one question. */
export function followProducts({ products, listings, digest }: FollowProductsDeps): Delivery<"market"> {
  return {
    writes: "market",
    async deliver(messages) {
      const joined = await joinById({
        rows: messages,
        idOf: ({ payload }) => productChangedSchema.safeParse(payload).data?.productId ?? null,
        ...fromProducts(products),
        missing: "keep",
      });
      const news = joined.flatMap(({ row: message, partner: product }) => product ? [{ message, product }] : []);
      if (news.length > 0) {
        await listings.follow(news, (listing, product) => followProduct(listing, product, digest));
      }
      return joined.filter(({ partner }) => partner === null).map(({ row: { id } }) => ({
        id,
        reason: "Cannot follow a product: it is not in the dropship database",
      }));
    },
  };
}
