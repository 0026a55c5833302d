import { assert, assertEquals } from "@std/assert";
import type { Sale } from "../../domain/store/sale.ts";
import type { Store } from "../../domain/store/store.ts";
import { importSales, type TillLine } from "./import_sales.ts";
import type { DatedSale, RecordedSales, StoredStore } from "./ports/sales.ts";

const now = new Date("2026-09-01T00:00:00Z");

function till() {
  const stored = new Map<string, Sale>();
  const rejected: string[] = [];
  const open = (store: Store) =>
    Promise.resolve<StoredStore>({ ...store, version: 1, createdDatetime: now, updatedDatetime: now });
  const deps = {
    stores: { find: () => Promise.resolve(null), open, put: () => Promise.reject(), list: () => Promise.reject() },
    sales: {
      record(_store: Store, sales: readonly DatedSale[]): Promise<RecordedSales> {
        const conflicting = sales.flatMap(({ sale }) =>
          (stored.get(sale.saleId)?.price ?? sale.price) === sale.price ? [] : [sale.saleId]
        );
        if (conflicting.length > 0) return Promise.resolve({ outcome: "conflict", conflicting });
        const fresh = sales.filter(({ sale }) => !stored.has(sale.saleId)).map(({ sale }) => sale);
        for (const sale of fresh) stored.set(sale.saleId, sale);
        return Promise.resolve({ outcome: "recorded", stored: fresh.map(({ saleId }) => saleId), version: 1 });
      },
      takeBack: () => Promise.reject(),
    },
    subscriber: { onSalesStored: () => Promise.resolve(), onHoursChanged: () => Promise.resolve(), onFault: () => {} },
    clock: () => now,
    rejects: {
      add: ({ line, reason }: { line: number; reason: string }) =>
        Promise.resolve(void rejected.push(`${line} ${reason}`)),
    },
    withRetry: <T>(work: () => Promise<T>) => work(),
    note: () => Promise.resolve(true),
  };
  const run = async (lines: readonly TillLine[], batchSize = 2) => {
    const source = (async function* () {
      yield* await Promise.resolve(lines);
    })();
    const report = await importSales(deps, "gangnam", source, {
      run: 7,
      signal: new AbortController().signal,
      batchSize,
    });
    assert(report.ok);
    return report.value;
  };
  return { stored, rejected, run, deps };
}

function line(number: number, changes: object = {}): TillLine {
  const sale = {
    saleId: `S${number}`,
    menu: "Mug",
    price: 18_000,
    quantity: 1,
    soldAt: new Date("2026-08-15T14:00:00Z"),
  };
  return { line: number, raw: "", sale: { ...sale, ...changes } };
}

Deno.test("importSales stores each sale once, in whatever order the lines come again", async () => {
  const { run, stored } = till();
  const lines = [line(2), line(3), line(4, { quantity: -1 })];
  assertEquals(await run(lines), { lines: 3, stored: 3, alreadyThere: 0, rejected: 0, differing: 0, days: 1 });
  const again = await run(lines.toReversed());
  assertEquals([again.stored, again.alreadyThere, stored.size], [0, 3, 3]);
});

Deno.test("importSales rejects a line that is no sale, or says something else than the stored one, and no other", async () => {
  const { run, rejected, stored } = till();
  await run([line(2)]);
  const report = await run([
    line(2, { price: 1 }),
    line(3),
    { line: 4, raw: "", fault: "Qty: nothing" },
    line(5, { soldAt: new Date("2026-09-02T00:00:00Z") }),
    line(6),
  ]);
  assertEquals([report.stored, report.rejected, report.differing, stored.size], [2, 3, 1, 3]);
  assertEquals(rejected.toSorted(), [
    "2 the sale S2 is stored with other content",
    "4 Qty: nothing",
    `5 soldAt: expected no time after ${now.toISOString()}, which is now`,
  ]);
});
