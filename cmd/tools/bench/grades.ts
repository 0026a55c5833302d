import { PostgresCommerceWriter } from "../../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresMembership } from "../../../adapters/postgres/commerce/members/membership.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { updateGrades } from "../../../application/commerce/update_grades.ts";
import { gradingWindowStart } from "../../../domain/commerce/grade.ts";
import { openMigrations } from "../../wiring/engines/migrations.ts";
import { openDatabase } from "../../wiring/engines/postgres.ts";
import { requireServers } from "../../wiring/engines/require_engines.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { type Bench, interleave, ratioOf, summarise } from "./bench.ts";
import { fillOrders } from "./fill/fill_orders.ts";
import { ownInstallation } from "./own_installation.ts";
import { serverSettings } from "./server_settings.ts";
import { fillShop, makeOrders } from "./sink_orders.ts";

const CUSTOMERS = 1_000_000;
const PRODUCTS = 10_000;
const ORDERS_PER_CUSTOMER = 5;
const CHANGED_SHARE = 0.02;
const STORED_AT_ONCE = 1_000;
const FIRST_RUN = new Date("2026-03-02T00:00:00Z");
const INTERVAL_MS = 600_000;

export const BENCH_GRADES: Bench = {
  async run(given: Process, options) {
    requireServers(given.config, ["database"]);
    const own = await ownInstallation(given, "grades");
    const sql = await openDatabase(own, "bench", { bulk: true });
    const users = options.customers?.at(-1) ?? CUSTOMERS;
    const orders = users * ORDERS_PER_CUSTOMER;
    const changed = Math.round(users * CHANGED_SHARE);
    options.onRound("filling the shop with six months of orders");
    await openMigrations(sql).up();
    await fillShop(sql, { users, products: PRODUCTS });
    const until = FIRST_RUN;
    await fillOrders(sql, { users, products: PRODUCTS, orders, from: gradingWindowStart(until), until });

    const run = new GradingRuns(sql, users);
    options.onRound("giving the first grades");
    const whole = await run.tick();
    // Customers who were promoted are graded once more.
    await run.tick();
    await sql`vacuum (analyze) users`;
    const looked: number[] = [];
    const measurements = await interleave(
      [
        { name: "bare aggregate, reading all orders", unit: "ms", measure: () => aggregate(sql, run.asOf, "orders") },
        { name: "bare aggregate, from the index alone", unit: "ms", measure: () => aggregate(sql, run.asOf, "index") },
        {
          name: "run of the grade updater",
          unit: "ms",
          measure: async () => {
            await run.order(changed);
            const { ms, members } = await run.tick();
            looked.push(members);
            return ms;
          },
        },
      ],
      options,
      own.signal,
    );
    await run.requireRight();
    const [bare, indexed, tick] = measurements;
    return {
      bench: "grades",
      setup: { customers: users, orders, changed, ...await serverSettings(sql) },
      measurements: [
        ...measurements,
        { name: "customers a run looked at", unit: "customers", ...summarise(looked) },
        { name: "first run, over everybody, all grades new", unit: "ms", ...summarise([whole.ms]) },
      ],
      ratios: {
        "run / bare aggregate, reading all orders": ratioOf(tick!, bare!),
        "run / bare aggregate, from the index alone": ratioOf(tick!, indexed!),
      },
    };
  },
};

/** Without a covering index, as a new shop begins, or with the one that the grade updater creates. */
async function aggregate(sql: Sql, asOf: Date, from: "orders" | "index"): Promise<number> {
  let began = 0;
  await sql.begin(async (scope) => {
    await scope`select set_config('enable_indexonlyscan', ${from === "index" ? "on" : "off"}, true)`;
    began = performance.now();
    await scope`
      select count(*), sum(amount), sum(orders) from (
        select user_id, sum(total_amount) as amount, count(*) filter (where quantity > 0) as orders
        from orders where created_at > ${gradingWindowStart(asOf)} and created_at <= ${asOf} group by user_id
      ) as bought`;
  });
  return performance.now() - began;
}

class GradingRuns {
  readonly #sql: Sql;
  readonly #users: number;
  readonly #membership: PostgresMembership;
  #runs = 0;

  constructor(sql: Sql, users: number) {
    this.#sql = sql;
    this.#users = users;
    this.#membership = new PostgresMembership(sql);
  }

  get asOf(): Date {
    return new Date(FIRST_RUN.getTime() + this.#runs * INTERVAL_MS);
  }

  async order(count: number): Promise<void> {
    const createdAt = new Date(this.asOf.getTime() + INTERVAL_MS / 2);
    const size = { users: this.#users, products: PRODUCTS, orders: count };
    const orders = [...makeOrders(size, `run ${this.#runs}`)].map((order) => ({ ...order, createdAt }));
    const store = new PostgresCommerceWriter(this.#sql);
    for (let start = 0; start < orders.length; start += STORED_AT_ONCE) {
      await store.addOrders(orders.slice(start, start + STORED_AT_ONCE));
    }
  }

  async tick(): Promise<{ readonly ms: number; readonly members: number }> {
    this.#runs++;
    const began = performance.now();
    const result = await updateGrades({ membership: this.#membership }, { asOf: this.asOf });
    if (result === "busy") throw new Error("Cannot measure: somebody else is updating the grades");
    return { ms: performance.now() - began, members: result.members };
  }

  /** Throws if a customer was missed: a full run, as for a time before the last one, must promote no customer. */
  async requireRight(): Promise<void> {
    const asOf = new Date(this.asOf.getTime() - 1);
    const result = await updateGrades({ membership: this.#membership }, { asOf });
    if (result === "busy" || !result.whole || result.promoted > 0) {
      throw new Error(`Cannot measure: a run over everybody gave ${JSON.stringify(result)}`);
    }
  }
}
