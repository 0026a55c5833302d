import type { Profile } from "./profile.ts";

/** "Items" of Square's dashboard, sales and refunds. */
export const SQUARE: Profile = {
  id: "square",
  title: "Square item sales",
  columns: {
    order: ["Transaction ID", "Order ID"],
    variant: ["SKU", "GTIN", "Token"],
    name: ["Item"],
    option: ["Price Point Name", "Variation"],
    category: ["Category"],
    quantity: ["Qty", "Quantity", "Count"],
    date: ["Date"],
    time: ["Time"],
    zone: ["Time Zone"],
    gross: ["Gross Sales"],
    discount: ["Discounts"],
    amount: ["Net Sales"],
    tax: ["Tax"],
    customer: ["Customer ID"],
    payment: ["Card Brand", "Payment Method"],
    status: ["Event Type"],
  },
  needs: ["order", "name", "quantity", "date", "time", "amount"],
  currency: null,
  zone: null,
  status: "DELIVERED",
};

/** "Item selection details" of Toast. */
export const TOAST: Profile = {
  id: "toast",
  title: "Toast item selections",
  columns: {
    order: ["Order Id"],
    line: ["Item Selection Id"],
    variant: ["SKU", "PLU", "Item Id", "Master Id"],
    name: ["Menu Item"],
    category: ["Sales Category", "Menu Group", "Menu"],
    quantity: ["Qty"],
    date: ["Order Date", "Sent Date"],
    gross: ["Gross Price"],
    discount: ["Discount"],
    amount: ["Net Price"],
    tax: ["Tax"],
    cancelled: ["Void?"],
  },
  needs: ["order", "line", "name", "quantity", "date", "amount"],
  currency: "USD",
  zone: null,
  dates: "mdy",
  status: "DELIVERED",
};
