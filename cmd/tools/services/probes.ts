import postgres from "postgres";
import { HOST } from "../../../testing/engines/addresses.ts";

export async function portOpen(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: HOST, port })).close();
    return true;
  } catch {
    return false;
  }
}

/** Returns the versions of PostgreSQL and pgvector; throws if it does not answer or lacks pgvector. */
export async function postgresVersion(port: number): Promise<string> {
  const sql = postgres({ host: HOST, port, user: "postgres", max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`create extension if not exists vector`;
    const [row] = await sql<{ server: string; vector: string }[]>`
      select current_setting('server_version') as server, extversion as vector
      from pg_extension where extname = 'vector'`;
    return `${row?.server}, pgvector ${row?.vector}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The reply to an inline command; throws if unreachable. */
export async function askRedis(port: number, command: string): Promise<string> {
  using connection = await Deno.connect({ hostname: HOST, port });
  const timer = setTimeout(() => connection.close(), 2_000);
  try {
    await connection.write(new TextEncoder().encode(`${command}\r\nQUIT\r\n`));
    return await new Response(connection.readable).text();
  } finally {
    clearTimeout(timer);
  }
}

export async function redisVersion(port: number): Promise<string> {
  const info = await askRedis(port, "INFO server");
  const version = /^redis_version:(\S+)/m.exec(info)?.[1];
  if (!version) throw new Error(`Cannot read the version of Redis: it answered ${info.slice(0, 80)}`);
  return version;
}

export async function clusterReady(port: number, nodes: number): Promise<boolean> {
  const info = await askRedis(port, "CLUSTER INFO");
  return info.includes("cluster_state:ok") && info.includes(`cluster_known_nodes:${nodes}\r`);
}
