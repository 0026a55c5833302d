import { assertEquals, assertRejects } from "@std/assert";
import { parse } from "csv-parse/sync";
import { RejectsFile } from "./rejects_file.ts";

async function inFolder(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/day.rejected.csv`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("RejectsFile gives back number, reason and line as they were", async () => {
  await inFolder(async (path) => {
    const line = { line: 7, reason: 'UnitPrice: "a,b" is not a number', raw: '536365,"6"" PLATE",6\n,£ 한국' };
    const file = new RejectsFile(path);
    await file.add(line);
    await file.add({ ...line, line: 8, raw: "" });
    assertEquals(await file.close(), path);
    assertEquals<unknown>(parse(await Deno.readTextFile(path)), [
      ["line", "reason", "raw"],
      ["7", line.reason, line.raw],
      ["8", line.reason, ""],
    ]);
  });
});

Deno.test("RejectsFile makes no file without rejects and removes that of an earlier run", async () => {
  await inFolder(async (path) => {
    const first = new RejectsFile(path);
    await first.add({ line: 2, reason: "bad", raw: "x" });
    await first.close();
    assertEquals(await new RejectsFile(path).close(), null);
    await assertRejects(() => Deno.stat(path), Deno.errors.NotFound);
    assertEquals(await new RejectsFile(path).close(), null);
  });
});

Deno.test("RejectsFile replaces the rejects of an earlier run", async () => {
  await inFolder(async (path) => {
    for (const raw of ["first", "second"]) {
      const file = new RejectsFile(path);
      await file.add({ line: 2, reason: "bad", raw });
      await file.close();
    }
    assertEquals(await Deno.readTextFile(path), "line,reason,raw\n2,bad,second\n");
  });
});

Deno.test("RejectsFile never touches a file that no import wrote", async () => {
  await inFolder(async (path) => {
    await Deno.writeTextFile(path, "InvoiceNo,StockCode\n");
    const file = new RejectsFile(path);
    await assertRejects(() => file.add({ line: 2, reason: "bad", raw: "x" }), Error, "holds something else");
    assertEquals(await new RejectsFile(path).close(), null);
    assertEquals(await Deno.readTextFile(path), "InvoiceNo,StockCode\n");
  });
});

Deno.test("RejectsFile says where it can't write", async () => {
  await inFolder(async (path) => {
    const file = new RejectsFile(`${path}/none/x.csv`);
    await assertRejects(
      () => file.add({ line: 2, reason: "bad", raw: "x" }),
      Error,
      `Cannot write rejected lines to ${path}`,
    );
  });
});
