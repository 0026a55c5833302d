import { DEMO_MANUALS } from "../../../domain/store/simulation/demo_manuals.ts";
import { DEMO_STORES, type DemoStore } from "../../../domain/store/simulation/demo_stores.ts";
import { tillSales } from "../../../domain/store/simulation/till.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";
import type { Refusal, Result } from "../../../domain/shared/result.ts";
import { parseStoreId } from "../../../domain/store/store.ts";
import { loadManual, type LoadManualDeps } from "../manuals/load_manual.ts";
import { putStore } from "../manage_stores.ts";
import { recordSales, type RecordSalesDeps } from "../record_sales.ts";

interface TillDeps extends RecordSalesDeps {
  readonly seed: string;
}

export interface DemoStoreDeps extends TillDeps {
  readonly loading: LoadManualDeps;
}

/** Days before now, each pair sold between: what a page shows first, then two whole weeks to compare. */
const SPANS = [[0, 1], [1, 8], [8, 16]] as const;

export interface Opened {
  readonly stores: number;
  readonly sales: number;
  readonly manuals: number;
}

/**
 * The first time: sales of the days before, the manuals, and at last the stores' names, which mark that all of it is
 * there. A store that has a name is left as it is; what was cut short is gone through again, to the same end.
 */
export async function openDemoStores(deps: DemoStoreDeps, signal: AbortSignal): Promise<Opened> {
  const now = deps.clock();
  const unopened: DemoStore[] = [];
  for (const store of DEMO_STORES) if (await isUnopened(deps, store)) unopened.push(store);
  if (unopened.length === 0) return { stores: 0, sales: 0, manuals: 0 };
  const before = (days: number) => new Date(+now - days * DAY_MS);
  let sales = 0;
  for (const [nth, [newest, oldest]] of SPANS.entries()) {
    for (const store of unopened) {
      signal.throwIfAborted();
      sales += await ringUp(deps, store, { after: before(oldest), until: before(newest) });
    }
    if (nth > 0) continue;
    for (const manual of DEMO_MANUALS) required(await loadManual(deps.loading, manual, signal));
  }
  for (const { storeId, name } of unopened) required(await putStore(deps, storeId, { name }));
  return { stores: unopened.length, sales, manuals: DEMO_MANUALS.length };
}

/** What the tills of all demo stores rang up; sent again, it changes nothing. */
export async function ringUpSales(deps: TillDeps, span: { readonly after: Date; readonly until: Date }) {
  let sales = 0;
  for (const store of DEMO_STORES) sales += await ringUp(deps, store, span);
  return sales;
}

async function ringUp(deps: TillDeps, store: DemoStore, span: { readonly after: Date; readonly until: Date }) {
  const rung = tillSales(store, { seed: deps.seed, ...span });
  if (rung.length === 0) return 0;
  return required(await recordSales(deps, store.storeId, rung)).stored.length;
}

async function isUnopened({ stores }: TillDeps, { storeId }: DemoStore): Promise<boolean> {
  const found = await stores.find(required(parseStoreId(storeId)));
  return found === null || found.name === storeId;
}

function required<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw new Error(result.refusal.message);
}
