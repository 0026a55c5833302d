import { invalidatePending, reportsFollowSales } from "../../../application/store/invalidate_reports.ts";
import { ReportReader } from "../../../application/store/read_report.ts";
import { recordSales } from "../../../application/store/record_sales.ts";
import { businessDayOf } from "../../../domain/store/business_day.ts";
import type { BusinessDay } from "../../../domain/store/business_day.ts";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";
import { storeIdSchema } from "../../../domain/shared/store_id.ts";
import { makeStore } from "../../../domain/store/store.ts";
import { pick, wholeBetween } from "../../../domain/shared/random.ts";
import { type FaultTargets, usualTargets } from "../faults.ts";
import { Network } from "../network.ts";
import { unlessAway, untilAnswered } from "../patience.ts";
import type { FaultEffects, Main } from "../processes.ts";
import type { Scenario } from "../scenario.ts";
import { type Process, World } from "../world.ts";
import type { StoreMechanism } from "./mechanisms.ts";
import { StoreEngines } from "./store_engines.ts";

const STORE = storeIdSchema.parse("store100");
const DAY_AGO_MS = 24 * 60 * MINUTE_MS;
const RETRY_MS = 150;
const ROUNDS_AT_REST = 4;

/** Sales of the production code and readers of the reports that they change. */
export class SimulatedStore implements Scenario {
  readonly world: World;
  readonly network: Network;
  readonly mains: ReadonlyMap<string, Main>;
  readonly #engines: StoreEngines;
  readonly #without: ReadonlySet<StoreMechanism>;
  /** By day: sales that every later read has to know. */
  readonly #told = new Map<BusinessDay, Set<string>>();
  /** Answered although the cache did not hear of them. */
  #untold: { readonly day: BusinessDay; readonly id: string }[] = [];
  readonly #violations: string[] = [];
  #salesLeft: number;
  #inHand = 0;
  #ids = 0;
  #reads = 0;
  #quietRounds = 0;

  constructor(seed: number, without: ReadonlySet<StoreMechanism>) {
    this.world = new World(seed);
    this.network = new Network(this.world);
    this.#without = without;
    this.#engines = new StoreEngines(this.world, this.network, without);
    this.#salesLeft = wholeBetween(this.world.random, 5, 30);
    this.mains = new Map<string, Main>([
      ["till 1", (process) => this.#sell(process)],
      ["till 2", (process) => this.#sell(process)],
      ["reader 1", (process) => this.#read(process)],
      ["reader 2", (process) => this.#read(process)],
      ["reader 3", (process) => this.#read(process)],
      ["announcer", (process) => this.#announce(process)],
    ]);
  }

  get targets(): FaultTargets {
    return { ...usualTargets([...this.mains.keys()], ["Postgres", "Redis"]), flush: ["Redis"] };
  }

  get effects(): FaultEffects {
    return { flush: () => this.#engines.flush() };
  }

  isAtRest(): boolean {
    if (this.#salesLeft > 0 || this.#inHand > 0) this.#quietRounds = 0;
    return this.#quietRounds > ROUNDS_AT_REST;
  }

  violations(): Promise<readonly string[]> {
    const left = this.#without.has("pending changes") ? [] : this.#untold;
    return Promise.resolve([
      ...this.#violations,
      ...left.map(({ id }) => `the cache was never told of ${id}`),
    ]);
  }

  tally() {
    return { sales: this.#engines.books.sales(STORE).length, reads: this.#reads };
  }

  #depsOf(process: Process) {
    const { random } = this.world;
    const deps = {
      cache: this.#engines.cacheFor(process),
      changes: this.#engines.changesFor(process),
      stores: this.#engines.storesFor(process),
      sales: this.#engines.salesFor(process),
      figures: this.#engines.figuresFor(process),
      clock: () => this.world.clockOf(process),
      random,
      sleep: (ms: number) => this.world.sleep(process, ms),
      onFault: () => {},
    };
    return { ...deps, reports: new ReportReader(deps) };
  }

  async #sell(process: Process): Promise<void> {
    const { world } = this;
    const deps = this.#depsOf(process);
    while (this.#salesLeft > 0) {
      await world.sleep(process, wholeBetween(world.random, 0, 600));
      if (this.#salesLeft === 0) return;
      this.#salesLeft--;
      this.#inHand++;
      const forget = process.onCrash(() => {
        this.#inHand--;
        this.#salesLeft++;
      });
      const soldAt = new Date(world.now - pick(world.random, [0, DAY_AGO_MS]) - MINUTE_MS);
      const id = `S-${++this.#ids}`;
      const sale = { saleId: id, menu: "커피", price: 4_000, quantity: 1, soldAt: soldAt.toISOString() };
      const day = businessDayOf(soldAt, HOURS);
      await untilAnswered(world, process, RETRY_MS, async () => {
        let isTold = true;
        const follow = reportsFollowSales({ ...deps, onFault: () => isTold = false });
        const subscriber = this.#without.has("notification")
          ? { ...follow, onSalesStored: () => Promise.resolve() }
          : follow;
        const recorded = await recordSales({ ...deps, subscriber }, STORE, [sale]);
        if (!recorded.ok) throw new Error(recorded.refusal.message);
        if (isTold) this.#tell(day, id);
        else this.#untold.push({ day, id });
        this.#quietRounds = 0;
      });
      forget();
      this.#inHand--;
    }
  }

  #tell(day: BusinessDay, id: string): void {
    this.#told.set(day, new Set([...this.#told.get(day) ?? [], id]));
  }

  async #read(process: Process): Promise<void> {
    const { world } = this;
    const { reports } = this.#depsOf(process);
    for (;;) {
      await world.sleep(process, wholeBetween(world.random, 0, 400));
      const day = businessDayOf(new Date(world.now - pick(world.random, [0, DAY_AGO_MS]) - MINUTE_MS), HOURS);
      const told = this.#told.get(day)?.size ?? 0;
      await unlessAway(async () => {
        const read = await reports.read({ storeId: STORE, day, category: "sales" });
        if (!read.ok) return;
        this.#reads++;
        const { sales } = read.value.report.figures as { readonly sales: number };
        if (sales < told) {
          this.#violations.push(
            `a report of ${day} knows ${sales} sales of ${told} that were answered before it was read`,
          );
        }
      });
    }
  }

  async #announce(process: Process): Promise<void> {
    const deps = this.#depsOf(process);
    for (;;) {
      await this.world.sleep(process, 700);
      await unlessAway(async () => {
        // A copy: what is answered meanwhile joins the list.
        const due = [...this.#untold];
        if (!this.#without.has("pending changes")) await invalidatePending(deps);
        this.#quietRounds++;
        this.#untold = this.#untold.filter((each) => !due.includes(each));
        for (const { day, id } of due) this.#tell(day, id);
      });
    }
  }
}

const HOURS = hoursOf();

function hoursOf() {
  const made = makeStore(STORE);
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value;
}
