import type { Sql } from "../../../adapters/postgres/core/connect.ts";

export async function serverSettings(sql: Sql) {
  const [row] = await sql<{ version: string; fsync: string; buffers: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('shared_buffers') as buffers`;
  return { postgres: row!.version, fsync: row!.fsync, sharedBuffers: row!.buffers };
}
