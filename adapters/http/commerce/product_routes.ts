import {
  changeProduct,
  createProduct,
  readProduct,
  removeProduct,
} from "../../../application/commerce/manage_products.ts";
import { parseProductDrafts } from "../../../application/commerce/parse_drafts.ts";
import { publishProducts } from "../../../application/commerce/publish_drafts.ts";
import { productChangesSchema } from "../../../domain/commerce/product_listing.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import type { CommerceDeps } from "./deps.ts";
import { resourceRoutes } from "./resource_routes.ts";

export function productRoutes(
  api: Api,
  { products, events }: Pick<CommerceDeps, "products" | "events">,
  { clock, newId }: Pick<EdgeDeps, "clock" | "newId">,
): void {
  const deps = { products, events, clock, newId };
  resourceRoutes(api, {
    path: "/v1/products",
    name: "Product",
    tag: "Products",
    examples: {
      draft: { name: "무선 이어폰", category: "디지털/가전", brand: "소리샘", price: 89_000, stock: 40 },
      changes: { price: 79_000 },
    },
    problems: { create: ["product_exists"], find: "unknown_product", remove: ["product_has_orders"] },
    parse: (drafts) => parseProductDrafts(deps, drafts),
    publish: (drafts) => publishProducts(deps, drafts),
    create: (product) => createProduct(deps, product),
    idOf: ({ productId }) => productId,
    read: (id) => readProduct(deps, id),
    changeable: Object.keys(productChangesSchema.shape),
    change: (id, raw, isCurrent) => changeProduct(deps, id, raw, isCurrent),
    remove: (id) => removeProduct(deps, id),
  });
}
