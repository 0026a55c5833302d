export type Mine = import("../../adapters/postgres/good_store.ts").Store;
