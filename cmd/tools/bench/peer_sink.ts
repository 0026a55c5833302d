import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { streamNames } from "../../../adapters/kafka/stream_names.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { type ProcessorTime, sessionTime, timeOfProcess } from "./processor_time.ts";

const LOOK_EVERY_MS = 50;

/**
 * Another program that stores the topic's orders in `orders`, until it is ended: it gets BROKERS, TOPIC, GROUP and
 * PGURL. Counted from its first transaction until all rows are there.
 */
export async function drainByPeer(
  path: string,
  { config }: Process,
  sql: Sql,
  { orders, url }: { readonly orders: number; readonly url: string },
): Promise<{ readonly seconds: number; readonly spent: ProcessorTime }> {
  await asPlainTable(sql);
  const peer = new Deno.Command(path, {
    env: {
      BROKERS: config.kafka!.brokers.join(","),
      TOPIC: streamNames(config.prefix).orders.topic,
      GROUP: `${config.prefix}peer_${crypto.randomUUID().slice(0, 8)}`,
      PGURL: url,
    },
    stdout: "null",
  }).spawn();
  try {
    const ended = peer.status.then(({ code }) => {
      throw new Error(`Cannot measure: ${path} ended with status ${code}`);
    });
    const seconds = await Promise.race([ended, untilStored(sql, orders)]);
    ended.catch(() => {});
    return { seconds, spent: { own: timeOfProcess(peer.pid) ?? 0, server: await sessionTime(sql) } };
  } finally {
    try {
      peer.kill("SIGKILL");
    } catch {
      // It ended by itself.
    }
    await peer.status;
  }
}

/** With foreign keys, as anybody makes it, and without what follows from an order here. */
async function asPlainTable(sql: Sql): Promise<void> {
  await sql.unsafe(`
    alter table orders disable trigger user,
      drop constraint if exists orders_user_id_fkey, drop constraint if exists orders_product_id_fkey,
      add constraint peer_users foreign key (user_id) references users (user_id),
      add constraint peer_products foreign key (product_id) references products (product_id)`);
}

async function untilStored(sql: Sql, orders: number): Promise<number> {
  let began: number | null = null;
  for (let size = 0;;) {
    const [now] = await sql<{ at: number; began: number | null; size: number }[]>`
      select extract(epoch from clock_timestamp())::float8 as at, pg_relation_size('orders')::float8 as size,
        (select extract(epoch from min(xact_start))::float8 from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend') as began`;
    began ??= now!.began;
    // Counting takes long; the last rows hardly ever begin a page.
    if (began !== null && now!.size > 0 && now!.size === size) {
      const [stored] = await sql<{ rows: number }[]>`select count(*)::int as rows from orders`;
      if (stored!.rows === orders) return now!.at - began;
    }
    size = now!.size;
    await sleep(LOOK_EVERY_MS);
  }
}
