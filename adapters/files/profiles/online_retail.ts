import type { Profile } from "./profile.ts";
import { isGoods } from "./stock_code.ts";

const SHARED = {
  needs: ["order", "sku", "quantity", "date", "price"],
  currency: "GBP",
  zone: "UTC",
  status: "DELIVERED",
  category: "Gifts",
  cancelPrefix: /^c\d/i,
  isGoods,
} as const;

const COLUMNS = {
  sku: ["StockCode"],
  name: ["Description"],
  quantity: ["Quantity"],
  date: ["InvoiceDate"],
  customer: ["CustomerID"],
  region: ["Country"],
} as const;

/** UCI set 502 (https://archive.ics.uci.edu/dataset/502/online+retail+ii). */
export const ONLINE_RETAIL_II: Profile = {
  ...SHARED,
  id: "online-retail-ii",
  title: "UCI Online Retail II",
  columns: { ...COLUMNS, order: ["Invoice"], price: ["Price"] },
};

/** UCI set 352 (https://archive.ics.uci.edu/dataset/352/online+retail). */
export const ONLINE_RETAIL: Profile = {
  ...SHARED,
  id: "online-retail",
  title: "UCI Online Retail",
  columns: { ...COLUMNS, order: ["InvoiceNo", "Invoice"], price: ["UnitPrice", "Price"] },
};
