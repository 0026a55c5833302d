import { Outage } from "../../../application/shared/fault.ts";
import type { Network } from "../network.ts";
import type { Process } from "../world.ts";
import type { LockMode, LockTable } from "./lock_table.ts";
import type { Table } from "./table.ts";

export const POSTGRES = "Postgres";

interface Server {
  readonly network: Network;
  readonly locks: LockTable;
  readonly hasRowLocks: boolean;
  /** By a transaction that has not committed yet. */
  isBeingRemoved(table: Table<unknown>, key: string): boolean;
}

/** Undoes the transaction, whose result is this one. */
export class Rollback extends Error {
  constructor(readonly result: unknown) {
    super("rolled back on purpose");
  }
}

type Writes = Map<string, unknown>;

/** Sees its own writes and what others have committed; holds a lock on what it wrote until it ends. */
export class Transaction {
  readonly #server: Server;
  readonly #process: Process;
  readonly #writes = new Map<Table<unknown>, Writes>();
  #isOpen = true;

  constructor(server: Server, process: Process) {
    this.#server = server;
    this.#process = process;
  }

  /** Others run before it, none within it but where it waits for a lock. Throws `Outage`. */
  async statement<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    return await this.#server.network.once(this.#process, POSTGRES, what, () => {
      this.#requireOpen();
      return work();
    });
  }

  get<R>(table: Table<R>, key: string): R | null {
    const own = this.#writesOf(table);
    return (own.has(key) ? own.get(key) as R | null : table.rows.get(key)) ?? null;
  }

  /** By key: own rows may stand at another place than others see them later. */
  entries<R>(table: Table<R>): Map<string, R> {
    const rows = new Map(table.rows);
    for (const [key, row] of this.#writesOf(table)) {
      if (row === null) rows.delete(key);
      else rows.set(key, row as R);
    }
    return rows;
  }

  /** Of rows that it wrote and that are there. */
  ownKeys(table: Table<unknown>): string[] {
    return [...this.#writesOf(table)].filter(([, row]) => row !== null).map(([key]) => key);
  }

  all<R>(table: Table<R>): R[] {
    return [...this.entries(table).values()];
  }

  /** `on conflict do nothing`: whether it was new. */
  async insert<R>(table: Table<R>, key: string, row: R): Promise<boolean> {
    // A row that is there is not locked, but whoever is removing it is waited for.
    if (this.get(table, key) !== null && !this.#server.isBeingRemoved(table, key)) return false;
    await this.lockRow(table, key);
    if (this.get(table, key) !== null) return false;
    this.#write(table, key, row);
    return true;
  }

  /** `change` has the row as it is once it is locked; `null` leaves it. */
  async update<R>(table: Table<R>, key: string, change: (row: R) => R | null): Promise<boolean> {
    // Without locks both would decide on what was there before.
    const before = this.get(table, key);
    // Nor is what somebody else has inserted and not committed waited for.
    if (before === null) return false;
    await this.lockRow(table, key);
    const row = this.#server.hasRowLocks ? this.get(table, key) : before;
    const changed = row === null ? null : change(row);
    if (changed === null) return false;
    this.#write(table, key, changed);
    return true;
  }

  async upsert<R>(table: Table<R>, key: string, merge: (row: R | null) => R): Promise<void> {
    await this.lockRow(table, key);
    this.#write(table, key, merge(this.get(table, key)));
  }

  async remove<R>(table: Table<R>, key: string): Promise<R | null> {
    if (this.get(table, key) === null) return null;
    await this.lockRow(table, key);
    const row = this.get(table, key);
    if (row !== null) this.#write(table, key, null);
    return row;
  }

  async lockRow(table: Table<unknown>, key: string): Promise<void> {
    if (!this.#server.hasRowLocks) return;
    await this.#server.locks.take(this, rowName(table, key));
    this.#requireOpen();
  }

  /** As `skip locked` asks. */
  isLockedElsewhere(table: Table<unknown>, key: string): boolean {
    return this.#server.locks.isHeldByOther(this, rowName(table, key));
  }

  async lock(name: string, mode: LockMode = "exclusive"): Promise<void> {
    await this.#server.locks.take(this, name, mode);
    this.#requireOpen();
  }

  tryLock(name: string): boolean {
    return this.#server.locks.tryTake(this, name);
  }

  hasRemoved(table: Table<unknown>, key: string): boolean {
    return this.#writesOf(table).get(key) === null;
  }

  commit(): void {
    this.#requireOpen();
    for (const [table, writes] of this.#writes) for (const [key, row] of writes) table.write(key, row);
    this.end();
  }

  end(): void {
    this.#isOpen = false;
    this.#writes.clear();
    this.#server.locks.release(this);
  }

  #write(table: Table<unknown>, key: string, row: unknown): void {
    this.#requireOpen();
    const own = this.#writesOf(table);
    own.set(key, row);
    this.#writes.set(table, own);
  }

  #writesOf(table: Table<unknown>): Writes {
    return this.#writes.get(table) ?? new Map();
  }

  #requireOpen(): void {
    if (!this.#isOpen) throw new Outage(POSTGRES, "the connection has ended");
  }
}

function rowName({ name }: Table<unknown>, key: string): string {
  return `row ${name} ${key}`;
}
