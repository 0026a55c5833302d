import type { Store } from "../../adapters/postgres/good_store.ts";
export type Mine = Store;
