import { type Product, productSchema } from "../../../domain/commerce/product.ts";
import { Table, TIMESTAMPS } from "../core/table.ts";

export const PRODUCTS = new Table<Product>({
  name: "products",
  key: "productId",
  schema: productSchema,
  columns: {
    productId: { name: "product_id", type: "text" },
    name: { name: "name", type: "text" },
    category: { name: "category", type: "text" },
    brand: { name: "brand", type: "text" },
    orgPrice: { name: "org_price", type: "int" },
    price: { name: "price", type: "int" },
    discountRate: { name: "discount_rate", type: "float8" },
    // Below zero, more was sold than there was: cancellations must find the same way back.
    stock: { name: "stock", type: "int", fromSql: (stored: number) => Math.max(0, stored) },
    rating: { name: "rating", type: "float8" },
    reviewCount: { name: "review_count", type: "int" },
    // The seed's column holds a boolean as text.
    isBest: {
      name: "is_best",
      type: "text",
      toSql: (isBest) => (isBest ? "Y" : "N"),
      fromSql: (stored: string) => stored === "Y",
    },
    createdAt: { name: "created_at", type: "timestamptz" },
    orderCount: { name: "order_count", type: "int" },
    isGoods: { name: "is_goods", type: "boolean" },
    importRun: { name: "import_run", type: "int" },
  },
  filled: TIMESTAMPS,
});
