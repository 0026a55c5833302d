/**
 * The files that belong to the program and that its module graph does not name: they are opened by their path, through
 * `assetUrl` and `moduleUrl`. What modules import as text (the page, the documentation) is in the graph already.
 */

/** Modules that a `Worker` starts. */
export const WORKERS = ["adapters/embedded/postgres_worker.ts"] as const;

/** Folders of data. */
export const FOLDERS = ["migrations/main", "migrations/source", "migrations/dropship", "migrations/market"] as const;

/**
 * What packages read beside their own code: PostgreSQL as WebAssembly and its files. A compiled binary carries packages
 * whole; beside a bundle each stands in the folder of the worker that reads it.
 */
export const PACKAGE_FILES = [
  { package: "@electric-sql/pglite", files: ["pglite.wasm", "pglite.data", "initdb.wasm"], worker: WORKERS[0] },
  { package: "@electric-sql/pglite-pgvector", files: ["vector.tar.gz"], worker: WORKERS[0] },
] as const;
