/**
 * Files that the program opens by path, through `assetUrl` and `moduleUrl`, and that are not in its module graph. What
 * modules import as text (page, documentation) already is.
 */

export const WORKERS = ["adapters/embedded/postgres_worker.ts"] as const;

export const FOLDERS = ["migrations/main", "migrations/source", "migrations/dropship", "migrations/market"] as const;

/**
 * Files that packages read beside their code: PostgreSQL as WebAssembly. A compiled binary contains whole packages;
 * beside a bundle each file is in the folder of the worker that reads it.
 */
export const PACKAGE_FILES = [
  { package: "@electric-sql/pglite", files: ["pglite.wasm", "pglite.data", "initdb.wasm"], worker: WORKERS[0] },
  { package: "@electric-sql/pglite-pgvector", files: ["vector.tar.gz"], worker: WORKERS[0] },
] as const;
