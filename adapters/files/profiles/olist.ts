import type { Profile } from "./profile.ts";

/** Brazilian E-Commerce of Olist: `olist_order_items_dataset.csv`, with what is joined from its other files. */
export const OLIST: Profile = {
  id: "olist",
  title: "Olist order items",
  columns: {
    order: ["order_id"],
    line: ["order_item_id"],
    sku: ["product_id"],
    name: ["product_name"],
    category: ["product_category_name_english", "product_category_name"],
    date: ["order_purchase_timestamp", "shipping_limit_date"],
    price: ["price"],
    shipping: ["freight_value"],
    customer: ["customer_unique_id", "customer_id"],
    region: ["customer_state"],
    payment: ["payment_type"],
    status: ["order_status"],
  },
  needs: ["order", "line", "sku", "date", "price", "shipping"],
  currency: "BRL",
  zone: "America/Sao_Paulo",
  isNational: true,
  status: "DELIVERED",
  hasShippingByLine: true,
};
