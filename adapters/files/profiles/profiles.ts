import { CAFE24, COUPANG, SMARTSTORE } from "./korean_shops.ts";
import { OLIST } from "./olist.ts";
import { ONLINE_RETAIL, ONLINE_RETAIL_II } from "./online_retail.ts";
import { PLAIN } from "./plain.ts";
import type { Profile } from "./profile.ts";
import { SHOPIFY } from "./shopify.ts";
import { SQUARE, TOAST } from "./tills.ts";
import { WOOCOMMERCE } from "./woocommerce.ts";

/** In the order in which a header is tried; the plain one takes what no other does. */
export const PROFILES: readonly Profile[] = [
  ONLINE_RETAIL_II,
  ONLINE_RETAIL,
  SHOPIFY,
  SMARTSTORE,
  COUPANG,
  CAFE24,
  SQUARE,
  TOAST,
  WOOCOMMERCE,
  OLIST,
  PLAIN,
];
