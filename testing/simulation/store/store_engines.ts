import { MemoryReportCache } from "../../../adapters/memory/store/report_cache.ts";
import type {
  ReportCache,
  ReportChange,
  ReportChanges,
  ReportFigures,
} from "../../../application/store/ports/reports.ts";
import type { Sales, Stores } from "../../../application/store/ports/sales.ts";
import { type BusinessDay, businessDayOf, spanOfDay } from "../../../domain/store/business_day.ts";
import type { ReportKey } from "../../../domain/store/report_key.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import { MemoryStoreBooks } from "../../memory/store/store_books.ts";
import type { Network } from "../network.ts";
import type { Process, World } from "../world.ts";
import type { StoreMechanism } from "./mechanisms.ts";

interface Change {
  readonly storeId: StoreId;
  readonly day: BusinessDay;
  readonly version: number;
  announced: number;
}

/** A store's books in Postgres and its reports in Redis, as processes reach them. */
export class StoreEngines {
  readonly books: MemoryStoreBooks;
  readonly changes = new Map<string, Change>();
  cache: MemoryReportCache;
  readonly #world: World;
  readonly #network: Network;
  readonly #without: ReadonlySet<StoreMechanism>;

  constructor(world: World, network: Network, without: ReadonlySet<StoreMechanism>) {
    this.#world = world;
    this.#network = network;
    this.#without = without;
    this.books = new MemoryStoreBooks(() => new Date(world.now));
    this.cache = new MemoryReportCache({ now: () => world.now });
  }

  /** As where Redis was started anew without a copy. */
  flush(): void {
    this.cache = new MemoryReportCache({ now: () => this.#world.now });
  }

  storesFor(process: Process): Stores {
    return {
      find: (id) => this.#postgres(process, `find ${id}`, () => this.books.find(id)),
      open: (store) => this.#postgres(process, `open ${store.storeId}`, () => this.books.open(store)),
      put: (store) => this.#postgres(process, `put ${store.storeId}`, () => this.books.put(store)),
      list: (after, limit) => this.#postgres(process, "list stores", () => this.books.list(after, limit)),
    };
  }

  salesFor(process: Process): Sales {
    return {
      record: (store, sales, at, run) =>
        this.#postgres(process, `record ${sales.map(({ sale }) => sale.saleId).join(", ")}`, async () => {
          const recorded = await this.books.record(store, sales, at, run);
          if (recorded.outcome !== "recorded" || recorded.stored.length === 0) return recorded;
          const { version } = recorded;
          for (const { day } of sales) {
            const key = `${store.storeId} ${day}`;
            const announced = this.changes.get(key)?.announced ?? 0;
            this.changes.set(key, { storeId: store.storeId, day, version, announced });
          }
          return recorded;
        }),
      takeBack: (store, options) => this.#postgres(process, "take back", () => this.books.takeBack(store, options)),
    };
  }

  figuresFor(process: Process): Pick<ReportFigures, "partsOf"> {
    return {
      partsOf: (key, asOf) =>
        this.#postgres(process, `figures of ${key.day}`, async () => {
          const store = await this.books.find(key.storeId);
          if (store === null) return null;
          return { found: { kind: "tally", tally: this.#tally(key, store, asOf) }, written: null };
        }),
    };
  }

  changesFor(process: Process): ReportChanges {
    return {
      pending: (limit) =>
        this.#postgres(
          process,
          "look for changes",
          () =>
            [...this.changes.values()].filter(({ announced, version }) => announced < version).slice(0, limit)
              .map(({ storeId, day, version }): ReportChange => ({ kind: "day", storeId, day, version })),
        ),
      acknowledge: (changes) =>
        this.#postgres(process, `acknowledge ${changes.length} changes`, () => {
          for (const change of changes) {
            const known = change.kind === "day" ? this.changes.get(`${change.storeId} ${change.day}`) : undefined;
            if (known) known.announced = Math.max(known.announced, change.version);
          }
        }),
    };
  }

  cacheFor(process: Process): ReportCache {
    const call = <T>(what: string, work: () => Promise<T>) => this.#network.call(process, "Redis", what, work);
    return {
      read: (key) => call(`read ${key.day}`, () => this.cache.read(key)),
      acquireLease: (key, seen, ms) => call(`lease ${key.day}`, () => this.cache.acquireLease(key, seen, ms)),
      put: (key, report, options) =>
        call(`put version ${report.version} of ${key.day}`, async () => {
          const put = await this.cache.put(key, report, options);
          if (put !== "fenced" || !this.#without.has("fencing token")) return put;
          const lease = await this.cache.acquireLease(key, (await this.cache.read(key)).seen, 1);
          if (lease.outcome !== "leased") return put;
          return await this.cache.put(key, report, { ...options, token: lease.token });
        }),
      release: (key, token) => call(`release ${key.day}`, () => this.cache.release(key, token)),
      raiseVersionFloor: (keys, version) =>
        call(`raise the floor to ${version}`, async () => {
          if (!this.#without.has("version floor")) return await this.cache.raiseVersionFloor(keys, version);
          const there: ReportKey[] = [];
          for (const key of keys) if ((await this.cache.read(key)).entry !== null) there.push(key);
          return await this.cache.raiseVersionFloor(there, version);
        }),
      reset: (id) => call(`reset ${id}`, () => this.cache.reset(id)),
    };
  }

  #postgres<T>(process: Process, what: string, work: () => T | Promise<T>): Promise<T> {
    return this.#network.call(process, "Postgres", what, work);
  }

  #tally({ storeId, day }: ReportKey, store: NonNullable<Awaited<ReturnType<Stores["find"]>>>, asOf: Date) {
    const sold = this.books.sales(storeId).filter(({ soldAt }) => businessDayOf(soldAt, store) === day);
    const { name, timeZone, closingTime, version } = store;
    return {
      store: { storeId, name, timeZone, closingTime },
      version,
      span: spanOfDay(day, store),
      asOf,
      totals: {
        amount: sold.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
        quantity: sold.reduce((sum, { quantity }) => sum + quantity, 0),
        sales: sold.length,
        returnedAmount: 0,
        returnedQuantity: 0,
        lateSales: 0,
        lastSaleAt: null,
        lastReceivedAt: null,
      },
      menus: [],
      hours: [],
      amountWeekBefore: 0,
    };
  }
}
