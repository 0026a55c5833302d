import { cpuUsage } from "node:process";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";

/** In microseconds; `server` is `null` where Postgres' processes can't be seen from here. */
export interface ProcessorTime {
  readonly own: number;
  readonly server: number | null;
}

const MICROSECONDS_A_TICK = 10_000;

/** So far, of this process and of the database's open sessions. */
export async function processorTime(sql: Sql): Promise<ProcessorTime> {
  const { user, system } = cpuUsage();
  return { own: user + system, server: await sessionTime(sql) };
}

export function since(before: ProcessorTime, after: ProcessorTime): ProcessorTime {
  const isSeen = before.server !== null && after.server !== null;
  return { own: after.own - before.own, server: isSeen ? after.server - before.server : null };
}

export async function sessionTime(sql: Sql): Promise<number | null> {
  const sessions = await sql<{ pid: number }[]>`
    select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`;
  const times = sessions.map(({ pid }) => timeOfProcess(pid, "postgres"));
  return times.reduce<number | null>((sum, time) => sum === null || time === null ? null : sum + time, 0);
}

/** `null` where Linux knows no such process, or one of another name. */
export function timeOfProcess(pid: number, name = ""): number | null {
  let stat: string;
  try {
    stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  } catch {
    return null;
  }
  const end = stat.lastIndexOf(")");
  if (!stat.slice(stat.indexOf("(") + 1, end).startsWith(name)) return null;
  const fields = stat.slice(end + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_A_TICK;
}
