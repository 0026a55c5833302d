import { PostgresManualVectors } from "../../adapters/postgres/store/manual_vectors.ts";
import type { EmbedAgainDeps } from "../../application/store/manuals/embed_again.ts";
import { openManuals } from "../wiring/open_manuals.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import type { LoadDeps } from "./run_load.ts";
import type { Process } from "../wiring/process/run_process.ts";

export async function wireManuals(process: Process): Promise<LoadDeps & EmbedAgainDeps> {
  const sql = await openMigratedDatabase(process, "load-manuals");
  return { ...openManuals(process, sql), vectors: new PostgresManualVectors(sql), clock: () => new Date() };
}
