export type { Store } from "../postgres/good_store.ts";
