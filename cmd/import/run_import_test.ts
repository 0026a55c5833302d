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
C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom
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

  wired = 0;

  async run(
    changes: Partial<ImportArguments> = {},
    { signal = new AbortController().signal, isTerminal = false } = {},
  ): Promise<number> {
    const args: ImportArguments = {
      files: [`${this.folder}/day.csv`],
      sales: null,
      shop: null,
      via: "postgres",
      dryRun: false,
      yes: false,
      encoding: null,
      dates: null,
      zone: null,
      currency: null,
      map: null,
      rates: { own: null, named: new Map() },
      accept: 0.5,
      json: true,
      addDiffering: false,
      rejects: `${this.folder}/day.rejected.csv`,
      ...changes,
    };
    const wire = () => {
      this.wired++;
      return Promise.resolve(this.engines);
    };
    return await runImport(args, wire, {
      signal,
      isTerminal,
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
    const { reasons, columns, ...report } = JSON.parse(session.printed.join(""));
    assertEquals(columns.order, ["InvoiceNo"]);
    assertEquals(reasons.map(({ lines, line }: Record<string, number>) => [lines, line]), [[1, 3], [1, 6]]);
    assertEquals(report, {
      file: `${session.folder}/day.csv`,
      via: "postgres",
      profile: "online-retail",
      packing: null,
      encoding: "utf-8",
      delimiter: ",",
      sheets: null,
      dates: null,
      decimal: ".",
      timeZone: "UTC",
      currency: "GBP",
      rates: { GBP: 1700 },
      notStored: [],
      questions: [],
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
      `3,"a quote inside a field that is not quoted: put the field in quotes, and double those in it","536365,71053,6"" LANTERN,6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom"`,
      `6,"Quantity: ""many"" is not a number such as 6 or -1 (not 0, at most 32 bits)",` +
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
    assertEquals(await session.run({ rates: { own: parseDecimal("1800"), named: new Map() }, json: false }), 1);
    assertStringIncludes(session.printed[1]!, "NOT balanced");
    assertStringIncludes(session.printed[1]!, "--rate");
  });
});

Deno.test("runImport that is interrupted says how to go on", async () => {
  await session(async (session) => {
    assertEquals(await session.run({}, { signal: AbortSignal.abort() }), 1);
    assertEquals(session.printed, []);
    assertStringIncludes(session.warned[0]!, "run the same command again");
  });
});

Deno.test("runImport refuses a file it can't use before any engine is opened", async () => {
  await session(async (session) => {
    const file = `${session.folder}/none.csv`;
    const error = await assertRejects(() => session.run({ files: [file] }), WrongSettings);
    assertEquals((error as WrongSettings).problems, [`Cannot read ${file}: there is no such file`]);
  });
});

Deno.test("runImport on a terminal only shows the first import of a file, until --yes stores it", async () => {
  await session(async (session) => {
    const shown = { json: false, accept: 0.5 };
    assertEquals(await session.run(shown, { isTerminal: true }), 0);
    assertEquals(session.orders.size, 0);
    const [preview = "", ...more] = session.printed;
    for (const part of ["UCI Online Retail", "UTF-8", "GBP at 1700 won", "5 lines would be 3 orders", "HEART, WHITE"]) {
      assertStringIncludes(preview, part);
    }
    assertStringIncludes(more.join(""), "--yes stores it");

    assertEquals(await session.run({ ...shown, yes: true }, { isTerminal: true }), 0);
    assertEquals(session.orders.size, 3);
    // Known by now.
    assertEquals(await session.run(shown, { isTerminal: true }), 0);
    assertStringIncludes(session.printed.at(-1)!, "Balanced");
  });
});

Deno.test("runImport as a dry run stores nothing, opens nothing, and is one JSON document", async () => {
  await session(async (session) => {
    assertEquals(await session.run({ dryRun: true }), 0);
    const { dryRun, lines, orders, rejected, samples, amount } = JSON.parse(session.printed.join(""));
    assertEquals({ dryRun, lines, orders, rejected, amount }, {
      dryRun: true,
      lines: 5,
      orders: 3,
      rejected: 2,
      amount: 26010 - 46750,
    });
    assertEquals(samples[0].totalAmount, 26010);
    assertEquals([session.wired, session.orders.size], [0, 0]);
    assertEquals(await session.run({ dryRun: true, accept: 0.99 }), 1);
  });
});

Deno.test("runImport says of what it leaves open that it is open, and of what a column says that it does", async () => {
  const header = "Date,Time,Time Zone,Item,Qty,SKU,Net Sales,Transaction ID\n";
  const files = {
    [HEADER + "1,A,x,1,01/02/2026 10:00,2.5,1,UK\n"]: [
      "dates         as each one says",
      "give --dates dmy or --dates mdy",
    ],
    [HEADER + "1,A,머그컵,1,2026-02-01 10:00,2500,1,KR\n"]: ["KRW (as its signs or names are Korean; --currency"],
    [header + "2026-08-15,14:00:00,Eastern Time (US & Canada),Mug,2,,$32.40,T1\n"]: ["of each line, or UTC"],
  };
  for (const [content, sayings] of Object.entries(files)) {
    await session(async (session) => {
      await Deno.writeTextFile(`${session.folder}/day.csv`, content);
      await session.run({ json: false, dryRun: true });
      for (const saying of sayings) assertStringIncludes(session.printed[0]!, saying);
    });
  }
});

Deno.test("runImport ends with 1 when fewer lines became orders than are accepted, and says why", async () => {
  await session(async (session) => {
    assertEquals(await session.run({ accept: 0.99, json: false }), 1);
    assertStringIncludes(
      session.printed[0]!,
      "1 × a quote inside a field that is not quoted: put the field in quotes, and double those in it (line 3)",
    );
    assertStringIncludes(session.printed[0]!, "expected 99 % (--accept)");
  });
});

Deno.test("runImport of a file without any order ends with 1 before any engine is opened", async () => {
  await session(async (session) => {
    const file = `${session.folder}/day.csv`;
    await Deno.writeTextFile(file, HEADER);
    assertEquals(await session.run({ json: false }), 1);
    assertStringIncludes(session.warned[0]!, "no lines below its header");
    assertEquals(await session.run({ json: false, dryRun: true }), 1);
    assertStringIncludes(session.printed[0]!, "no lines below its header");
    const line = "536365,85123A,HEART,6,soon,2.55,17850,UK\n";
    await Deno.writeTextFile(file, HEADER + line.repeat(1_500));
    assertEquals(await session.run({ json: false, accept: 0 }), 1);
    assertStringIncludes(session.warned[1]!, "the first 1,000 lines were rejected");
    assertStringIncludes(session.warned[1]!, '1,000 × InvoiceDate: "soon" is not a time');
    assertEquals(await session.run(), 1);
    assertEquals(JSON.parse(session.printed[1]!).orders, 0);
    assertEquals(session.wired, 0);
  });
});

Deno.test("runImport asks for what only the file's owner can tell", async () => {
  await session(async (session) => {
    const file = `${session.folder}/day.csv`;
    await Deno.writeTextFile(file, `order,sku,qty,date,price,currency\n1,A,1,01/02/2026,2.50,EUR\n`);
    const error = await assertRejects(() => session.run(), WrongSettings) as WrongSettings;
    assertEquals(error.problems, [
      `Cannot import ${file} (plain): 01/02/2026: which is the day? give --dates dmy or --dates mdy`,
      `Cannot import ${file} (plain): its amounts are in EUR, and the shop's in won: give --rate <won for one>`,
    ]);
    assertEquals(await session.run({ dryRun: true, json: false }), 1);
    assertStringIncludes(session.printed[0]!, "To import it, one thing more:");
    assertEquals(session.wired, 0);
    const answers = { dates: "dmy", rates: { own: parseDecimal("1500"), named: new Map() } } as const;
    assertEquals(await session.run(answers), 0);
    const [order] = session.orders.values();
    assertEquals([order!.totalAmount, order!.createdAt], [3750, new Date("2026-02-01T00:00:00Z")]);
  });
});

Deno.test("runImport ends with 1 when the file's invoices are stored with other lines", async () => {
  await session(async (session) => {
    const file = `${session.folder}/day.csv`;
    const line = (code: string) => `536365,${code},HEART,6,2010-12-01 08:26:00,2.55,17850,UK\n`;
    await Deno.writeTextFile(file, HEADER + line("A"));
    assertEquals(await session.run({ accept: 0.99 }), 0);
    await Deno.writeTextFile(file, HEADER + line("B"));
    assertEquals(await session.run({ accept: 0.99, json: false }), 1);
    assertStringIncludes(session.printed[1]!, "Stored already, with other lines");
    assertEquals(session.orders.size, 1);
  });
});
