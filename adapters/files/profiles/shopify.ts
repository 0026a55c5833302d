import type { Profile } from "./profile.ts";

/** Orders as Shopify's admin exports them (https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders). */
export const SHOPIFY: Profile = {
  id: "shopify",
  title: "Shopify orders",
  columns: {
    order: ["Name"],
    variant: ["Lineitem sku"],
    name: ["Lineitem name"],
    quantity: ["Lineitem quantity"],
    date: ["Created at", "Paid at"],
    price: ["Lineitem price"],
    discount: ["Lineitem discount"],
    orderDiscount: ["Discount Amount"],
    shipping: ["Shipping"],
    tax: ["Taxes"],
    currency: ["Currency"],
    customer: ["Email", "Phone", "Billing Phone"],
    region: ["Shipping Country", "Billing Country"],
    payment: ["Payment Method"],
    status: ["Financial Status", "Fulfillment Status"],
    cancelled: ["Cancelled at"],
    refunded: ["Refunded Amount"],
  },
  needs: ["order", "name", "quantity", "date", "price"],
  currency: null,
  zone: null,
  status: "PAID",
  continues: true,
};
