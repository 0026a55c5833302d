import type { Network } from "../network.ts";
import type { Process, World } from "../world.ts";
import { LockTable } from "./lock_table.ts";
import type { Table } from "./table.ts";
import { POSTGRES, Rollback, Transaction } from "./transaction.ts";

interface Options {
  readonly tables: readonly Table<unknown>[];
  /** Whether a write locks its row. */
  readonly hasRowLocks?: boolean;
}

/**
 * A server's transactions under `read committed` on virtual time: statements are turns, between which others run. A
 * crash rolls back, one at the commit either way; a commit whose answer is lost has taken effect.
 */
export class SimulatedPostgres {
  readonly world: World;
  readonly network: Network;
  readonly locks = new LockTable();
  readonly hasRowLocks: boolean;
  readonly #tables: readonly Table<unknown>[];
  readonly #open = new Set<Transaction>();
  #backup: readonly ReadonlyMap<string, unknown>[];
  #ids = 0;
  restored = 0;

  constructor(world: World, network: Network, { tables, hasRowLocks = true }: Options) {
    this.world = world;
    this.network = network;
    this.#tables = tables;
    this.hasRowLocks = hasRowLocks;
    this.#backup = tables.map(({ rows }) => new Map(rows));
  }

  /** Of a sequence, which no rollback takes back. */
  nextId(): number {
    return ++this.#ids;
  }

  /** What `work` throws undoes everything; of a `Rollback` it gives the result. Throws `Outage`. */
  async transaction<T>(process: Process, work: (sql: Transaction) => Promise<T>): Promise<T> {
    const sql = new Transaction(this, process);
    this.#open.add(sql);
    const forget = process.onCrash(() => this.#end(sql));
    try {
      const result = await work(sql);
      await this.network.call(process, POSTGRES, "commit", () => sql.commit());
      return result;
    } catch (error) {
      if (error instanceof Rollback) return error.result as T;
      throw error;
    } finally {
      forget();
      this.#end(sql);
    }
  }

  /** One statement that commits by itself. */
  statement<T>(process: Process, what: string, work: (sql: Transaction) => T | Promise<T>): Promise<T> {
    return this.network.call(process, POSTGRES, what, async () => {
      const sql = new Transaction(this, process);
      this.#open.add(sql);
      const forget = process.onCrash(() => this.#end(sql));
      try {
        const result = await work(sql);
        sql.commit();
        return result;
      } finally {
        forget();
        this.#end(sql);
      }
    });
  }

  isBeingRemoved(table: Table<unknown>, key: string): boolean {
    return [...this.#open].some((sql) => sql.hasRemoved(table, key));
  }

  backUp(): void {
    this.#backup = this.#tables.map(({ rows }) => new Map(rows));
  }

  /** As of the last backup; every connection ends. */
  restore(): void {
    this.restored++;
    for (const sql of [...this.#open]) this.#end(sql);
    this.#tables.forEach((table, nth) => table.reset(this.#backup[nth]!));
  }

  #end(sql: Transaction): void {
    this.#open.delete(sql);
    sql.end();
  }
}
