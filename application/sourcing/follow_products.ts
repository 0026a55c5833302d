import { followProduct } from "../../domain/sourcing/listing.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { Delivery } from "./relay_across.ts";
import type { WritesOne } from "./one_database.ts";
import type { ListingBook } from "./ports/marketplace.ts";
import type { Products } from "./ports/products.ts";
import { productChangedSchema } from "./messages.ts";

type FollowProductsDeps = WritesOne<{
  readonly products: Pick<Products, "findAll">;
  readonly listings: Pick<ListingBook, "follow" | "writes">;
  readonly digest: Digest;
}>;

export function followProducts({ products, listings, digest }: FollowProductsDeps): Delivery<"market"> {
  return {
    writes: "market",
    async deliver(messages) {
      const joined = await joinById({
        rows: messages.map((message) => ({ message })),
        as: "product",
        on: ({ message: { payload } }) => productChangedSchema.safeParse(payload).data?.productId ?? null,
        find: (ids) => products.findAll(ids),
        missing: "keep",
        database: "dropship",
        table: "products",
      });
      const news = joined.flatMap(({ message, product }) => product ? [{ message, product }] : []);
      if (news.length > 0) {
        await listings.follow(news, (listing, product) => followProduct(listing, product, digest));
      }
      return joined.filter(({ product }) => product === null).map(({ message }) => ({
        id: message.id,
        reason: "Cannot follow a product: it is not in the dropship database",
      }));
    },
  };
}
