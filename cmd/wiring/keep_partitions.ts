import { IdentityPartitions } from "../../adapters/postgres/identity/identity_partitions.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { Process } from "./process/run_process.ts";
import { HOUR_MS } from "../../domain/shared/durations.ts";

/** Adds the years that identifications need, ahead of time, until the process is asked to stop. */
export async function keepPartitions({ log, signal }: Process, sql: Sql): Promise<void> {
  const partitions = new IdentityPartitions(sql);
  const ensure = async () => {
    const years = await partitions.ensure(new Date());
    if (years.length > 0) log.info({ years }, "partitions of identifications added");
  };
  await repeat(ensure, HOUR_MS, signal, (error) => {
    log.warn({ reason: reasonOf(error) }, "cannot add partitions of identifications now: trying again in an hour");
  });
}
