import { lockOrders } from "../../../../adapters/postgres/commerce/order_deltas.ts";
import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { sleep } from "../../../../adapters/system/sleep.ts";
import type { ServerDatabase } from "../../../wiring/config/database_config.ts";
import { streamNames } from "../../../../adapters/kafka/stream_names.ts";
import { type Log, openLog } from "../../../wiring/engines/kafka.ts";
import { openMigrations } from "../../../wiring/engines/migrations.ts";
import { openDatabase } from "../../../wiring/engines/postgres.ts";
import type { Process } from "../../../wiring/process/run_process.ts";
import { startChild } from "../identity/child_process.ts";
import { ownInstallation } from "../own_installation.ts";
import { fillShop, makeOrders } from "../sink_orders.ts";

interface GroupSize {
  readonly consumers: number;
  readonly partitions: number;
  readonly orders: number;
}

const SHOP = { users: 100_000, products: 10_000 };
const PUBLISHED_AT_ONCE = 5_000;
const LOOK_EVERY_MS = 20;
const JOIN_WITHIN_MS = 120_000;
/** Long enough for every consumer to have its first batch in hand. */
const IN_HAND_MS = 1_000;

export class ConsumerGroup {
  readonly #sql: Sql;
  readonly #log: Log;
  readonly #size: GroupSize;
  #loads = 0;

  private constructor(sql: Sql, log: Log, size: GroupSize) {
    this.#sql = sql;
    this.#log = log;
    this.#size = size;
  }

  static async start(given: Process, size: GroupSize): Promise<ConsumerGroup> {
    const kafka = { ...given.config.kafka!, partitions: size.partitions };
    const own = await ownInstallation({ ...given, config: { ...given.config, kafka } }, "scale");
    const sql = await openDatabase(own, "bench");
    await openMigrations(sql).up();
    await fillShop(sql, SHOP);
    const log = await openLog(own);
    const group = new ConsumerGroup(sql, log, size);
    for (let nth = 0; nth < size.consumers; nth++) own.closing.use(startConsumer(own));
    const { group: name } = streamNames(own.config.prefix).orders;
    const began = performance.now();
    while (await log.inspector.readers(name) < size.consumers) {
      if (performance.now() - began > JOIN_WITHIN_MS) throw new Error("Cannot measure: the consumers have not joined");
      await sleep(LOOK_EVERY_MS);
    }
    // A consumer that has joined has stored orders from all its partitions.
    await group.drain();
    return group;
  }

  async drain(): Promise<number> {
    const { orders } = this.#size;
    const before = await this.#stored();
    let began = 0;
    await this.#sql.begin(async (scope) => {
      // This lock holds back storing, so that storing and not fetching is measured.
      await lockOrders(scope);
      const published = this.#publish();
      await Promise.race([published, keepAlive(scope, published)]);
      await published;
      await sleep(IN_HAND_MS);
      began = performance.now();
    });
    while (await this.#stored() < before + orders) await sleep(LOOK_EVERY_MS);
    return orders / ((performance.now() - began) / 1_000);
  }

  async #publish(): Promise<void> {
    const load = `scale ${++this.#loads}`;
    const orders = [...makeOrders({ ...SHOP, orders: this.#size.orders }, load)];
    for (let start = 0; start < orders.length; start += PUBLISHED_AT_ONCE) {
      const batch = orders.slice(start, start + PUBLISHED_AT_ONCE);
      await this.#log.events.publish(batch.map((order) => ({ type: "order.placed", order })));
    }
  }

  async #stored(): Promise<number> {
    const [row] = await this.#sql<
      { n: number }[]
    >`select coalesce(sum(next_offset), 0)::int as n from consumer_offsets`;
    return row!.n;
  }
}

async function keepAlive(scope: Parameters<typeof lockOrders>[0], until: Promise<void>): Promise<void> {
  let isOver = false;
  until.finally(() => isOver = true).catch(() => {});
  while (!isOver) {
    await scope`select 1`;
    await sleep(LOOK_EVERY_MS * 10);
  }
}

function startConsumer({ config }: Process): AsyncDisposable {
  return startChild("consumer", {
    DB_TYPE: "",
    DATABASE_URL: (config.database as ServerDatabase).url,
    NAME_PREFIX: config.prefix,
    KAFKA_PARTITIONS: String(config.kafka!.partitions),
    METRICS_PORT: "0",
    LOG_LEVEL: "error",
  }, ["--topic", "orders"]);
}
