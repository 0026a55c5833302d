import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { toStore } from "../../application/commerce/import/to_store.ts";
import { MemoryImports } from "../../testing/memory/commerce/imports.ts";
import type { Order } from "../../domain/commerce/order.ts";
import { parseDecimal } from "../../domain/shared/decimal.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { ImportArguments } from "./arguments.ts";
import { type ImportEngines, runImport } from "./run_import.ts";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
const LINES = `536365,85123A,"HEART, WHITE",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,71053,6" LANTERN,6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom
C536379,D,Discount,-1,12/1/2010 9:41,27.5,14527,United Kingdom
536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom
536415,22139,TEA SET,many,2010-12-01 11:52:00,4.95,,France
`;

const withRetry = <T>(work: () => Promise<T>) => work();

function engines(orders: Map<string, Order>): ImportEngines {
  const writer = { addUsers: () => Promise.resolve(0), addProducts: () => Promise.resolve(0) };
  const addOrders = (batch: readonly Order[]) => {
    batch.forEach((order) => orders.has(order.orderId) || orders.set(order.orderId, order));
    return Promise.resolve({ stored: 0, duplicates: 0 });
  };
  const imports = new MemoryImports(orders);
  return {
    sink: toStore({ writer, orders: { addOrders }, withRetry }),
    runs: imports,
    stored: imports,
    withRetry,
  };
}

class Session {
  readonly orders = new Map<string, Order>();
  readonly engines = engines(this.orders);
  readonly printed: string[] = [];
  readonly warned: string[] = [];
  constructor(readonly folder: string) {}

  async run(changes: Partial<ImportArguments> = {}, signal = new AbortController().signal): Promise<number> {
    const args: ImportArguments = {
      file: `${this.folder}/day.csv`,
      via: "postgres",
      rate: parseDecimal("1700")!,
      rateText: "1700",
      json: true,
      addDiffering: false,
      rejects: `${this.folder}/day.rejected.csv`,
      ...changes,
    };
    return await runImport(args, () => Promise.resolve(this.engines), {
      signal,
      print: (text) => this.printed.push(text),
      warn: (text) => this.warned.push(text),
    });
  }
}

async function session(work: (session: Session) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/day.csv`, HEADER + LINES);
    await work(new Session(folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("runImport prints the balance as one document and writes what it rejected", async () => {
  await session(async (session) => {
    assertEquals(await session.run(), 0);
    assertEquals(JSON.parse(session.printed.join("")), {
      file: `${session.folder}/day.csv`,
      via: "postgres",
      rateKrw: 1700,
      run: 1,
      lines: 5,
      orders: 3,
      rejected: 2,
      differing: 0,
      differingInvoices: [],
      stored: 3,
      alreadyThere: 0,
      amountIn: 26010 - 46750,
      amountStored: 26010 - 46750,
      guests: 1,
      customers: 2,
      products: 3,
      cancellations: 1,
      balanced: true,
      rejectsFile: `${session.folder}/day.rejected.csv`,
    });
    assertEquals(
      [...session.orders.keys()].map((id) => id.replace(/-[0-9a-f]{12}$/, "")),
      ["536365-85123A", "C536379-D", "536414-22139"],
    );
    assertEquals((await Deno.readTextFile(`${session.folder}/day.rejected.csv`)).split("\n"), [
      "line,reason,raw",
      `3,a quote that is never closed,"536365,71053,6"" LANTERN,6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom"`,
      `6,"Quantity: ""many"" is not a whole number such as 6 or -1 (not 0, at most 32 bits)",` +
      `"536415,22139,TEA SET,many,2010-12-01 11:52:00,4.95,,France"`,
      "",
    ]);
  });
});

Deno.test("runImport of a mended file adds the mended lines and no other, and forgets the rejects", async () => {
  await session(async (session) => {
    await session.run();
    const mended = LINES.replace('6" LANTERN', '"6"" LANTERN"').replace("many", "2");
    await Deno.writeTextFile(`${session.folder}/day.csv`, HEADER + mended);
    assertEquals(await session.run({ json: false }), 0);
    assertStringIncludes(session.printed[1]!, "already there");
    assertEquals(session.orders.size, 5);
    assert([...session.orders.keys()].some((id) => id.startsWith("536365-71053-")));
    await assertRejects(() => Deno.stat(`${session.folder}/day.rejected.csv`), Deno.errors.NotFound);
  });
});

Deno.test("runImport ends with 1 when the store holds other amounts", async () => {
  await session(async (session) => {
    await session.run();
    assertEquals(await session.run({ rate: parseDecimal("1800")!, rateText: "1800", json: false }), 1);
    assertStringIncludes(session.printed[1]!, "NOT balanced");
    assertStringIncludes(session.printed[1]!, "--rate-krw");
  });
});

Deno.test("runImport that is interrupted says how to go on", async () => {
  await session(async (session) => {
    assertEquals(await session.run({}, AbortSignal.abort()), 1);
    assertEquals(session.printed, []);
    assertStringIncludes(session.warned[0]!, "run the same command again");
  });
});

Deno.test("runImport refuses a file it can't use before any engine is opened", async () => {
  await session(async (session) => {
    const file = `${session.folder}/none.csv`;
    const error = await assertRejects(() => session.run({ file }), WrongSettings);
    assertEquals((error as WrongSettings).problems, [`Cannot read ${file}: there is no such file`]);
  });
});
