import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { workbookBytes } from "../../testing/fixtures/workbook.ts";
import { zip } from "../../testing/fixtures/zip.ts";
import { openTable } from "./open_table.ts";
import { UnusableFile } from "./unusable_file.ts";

async function withFile<T>(name: string, content: Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeFile(`${folder}/${name}`, content);
    return await work(`${folder}/${name}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function read(path: string) {
  const table = await openTable(path, { isHeader: (row) => row.includes("id") });
  const rows = await Array.fromAsync(table.rows);
  return { shape: table.shape, header: table.header, rows: rows.map(({ line, row }) => [line, ...row].join("|")) };
}

const CSV = "id,name\n1,머그컵\n2,b\n";

Deno.test("openTable reads gzip, and a zip with one file beside what macOS adds", async () => {
  const gzip = await new Response(new Response(CSV).body!.pipeThrough(new CompressionStream("gzip"))).bytes();
  await withFile("a.csv.gz", gzip, async (path) => {
    const { shape, rows } = await read(path);
    assertEquals([shape.packing, rows], ["gzip", ["2|1|머그컵", "3|2|b"]]);
  });
  const files = { "orders/march.csv": CSV, "__MACOSX/orders/._march.csv": "x", "readme.md": "x" };
  await withFile("a.zip", await zip(files), async (path) => {
    const { shape, rows } = await read(path);
    assertEquals([shape.packing, shape.name, rows.length], ["zip", `${path}: orders/march.csv`, 2]);
  });
});

Deno.test("openTable names what is in an archive with several files, with none, and a damaged one", async () => {
  const refusal = async (content: Uint8Array) =>
    (await withFile("a.zip", content, (path) => assertRejects(() => openTable(path), UnusableFile)) as Error).message;
  assertStringIncludes(await refusal(await zip({ "a.csv": CSV, "b.csv": CSV })), "2 files (a.csv, b.csv)");
  assertStringIncludes(await refusal(await zip({ "a.md": "x" })), "no CSV or XLSX file, but a.md");
  assertStringIncludes(await refusal((await zip({ "a.csv": CSV })).subarray(0, 40)), "damaged");
});

Deno.test("openTable names a packed file that ends early, or whose bytes changed", async () => {
  const gzip = await new Response(new Response(CSV.repeat(50)).body!.pipeThrough(new CompressionStream("gzip")))
    .bytes();
  const archive = await zip({ "a.csv": Array.from({ length: 500 }, (_, index) => `${index},${index * 7}`).join("\n") });
  archive.fill(0xff, 60, 200);
  const damaged = { "a.csv.gz": gzip.subarray(0, -20), "b.csv.gz": gzip.with(-6, gzip.at(-6)! ^ 1), "c.zip": archive };
  for (const [name, content] of Object.entries(damaged)) {
    const { message } = await withFile(name, content, (path) => assertRejects(() => read(path), UnusableFile)) as Error;
    assertStringIncludes(message, "the archive is damaged or cut off");
  }
});

Deno.test("openTable reads all sheets of a workbook that have the same header", async () => {
  const book = await workbookBytes({
    March: [["note"], ["id", "at", "price"], ["한 & <b>", new Date("2010-12-01T08:26:00Z"), 2.5499999999999998]],
    Other: [["title"], ["x"]],
    April: [["id", "at", "price"], ["2", "", 1], [], ["3", null, 12000000]],
  });
  await withFile("a.xlsx", book, async (path) => {
    assertEquals(await read(path), {
      shape: { name: path, packing: null, encoding: null, delimiter: null, sheets: ["March", "Other", "April"] },
      header: ["id", "at", "price"],
      rows: ["3|한 & <b>|2010-12-01 08:26:00|2.55", "2|2||1", "4|3||12000000"],
    });
  });
  await withFile("a.zip", await zip({ "a.xlsx": book }), async (path) => {
    assertEquals((await read(path)).rows.length, 3);
  });
});

Deno.test("openTable closes a workbook and an archive whose reader stops early", async () => {
  const book = await workbookBytes({ One: [["id"], ...Array.from({ length: 5_000 }, (_, index) => [`${index}`])] });
  for (const [name, content] of [["a.xlsx", book], ["a.zip", await zip({ "a.csv": CSV.repeat(50_000) })]] as const) {
    await withFile(name, content, async (path) => {
      // The test runner fails a test that leaves a file open.
      for await (const _ of (await openTable(path)).rows) break;
    });
  }
});
