/** Opened by path through `assetUrl`, `moduleUrl` and `importOnDemand`; what modules import as text is in the module graph already. */

export const WORKERS = ["adapters/embedded/postgres_worker.ts", "adapters/files/manuals/manual_worker.ts"] as const;

/** Within a bundle, so that it shares the bundle's other modules. */
export const ON_DEMAND = [
  "adapters/http/docs/swagger_files.ts",
  "adapters/openai/embedder.ts",
  "adapters/s3/event_archive.ts",
  "cmd/wiring/engines/open_dynamo.ts",
] as const;

export const FOLDERS = ["migrations/main", "migrations/source", "migrations/dropship", "migrations/market"] as const;

/** Read by packages beside their code. A binary has whole packages; beside a bundle they go to the worker's folder. */
export const PACKAGE_FILES = [
  { package: "@electric-sql/pglite", files: ["pglite.wasm", "pglite.data", "initdb.wasm"], worker: WORKERS[0] },
  { package: "@electric-sql/pglite-pgvector", files: ["vector.tar.gz"], worker: WORKERS[0] },
] as const;
