import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { type CsvTable, openCsvLines } from "./csv_lines.ts";
import { UnusableFile } from "./unusable_file.ts";

const COLUMNS = ["id", "name", "price"] as const;

async function withFile<T>(content: string | Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeFile(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    return await work(path);
  } finally {
    await Deno.remove(path);
  }
}

async function readAll<C extends string>(table: CsvTable<C>) {
  return (await Array.fromAsync(table.records)).map((record) =>
    "fault" in record ? `${record.line}: ${record.fault}` : [record.line, ...Object.values(record.fields)].join("|")
  );
}

const read = (content: string | Uint8Array) =>
  withFile(content, async (path) => await readAll(await openCsvLines(path, COLUMNS)));

const refusal = (content: string | Uint8Array) =>
  withFile(content, (path) => assertRejects(() => openCsvLines(path, COLUMNS), UnusableFile));

Deno.test("openCsvLines reads columns by name, in any order and among others", async () => {
  assertEquals(await read("note,price, name ,id\r\nx,2.55,Heart,1\r\n\r\ny,3,,2"), ["2|1|Heart|2.55", "4|2||3"]);
});

Deno.test("openCsvLines reads quoted commas, doubled quotes and quoted line breaks", async () => {
  assertEquals(await read('id,name,price\n1,"Heart, red",2\n2,"6"" plate",3\n3,"two\nlines here",4\n4,last,5\n'), [
    "2|1|Heart, red|2",
    '3|2|6" plate|3',
    "4|3|two\nlines here|4",
    "6|4|last|5",
  ]);
});

Deno.test("openCsvLines refuses a broken line by its number and reads all the others", async () => {
  assertEquals(
    await read(
      [
        "id,name,price",
        '1,6" plate,2',
        "2,ok,3",
        "3,too,many,columns",
        "4,few",
        '5,"never closed,6',
        "6,ok,7",
        '7,"closed" too early,8',
        '8,two 6" and 7" plates,9',
        '9,"open',
        "10,ok,11",
        '11,5" nail,12',
        '12,"open at the end',
      ].join("\n"),
    ),
    [
      `2: ${STRAY}`,
      "3|2|ok|3",
      "4: 4 columns where the header has 3",
      "5: 2 columns where the header has 3",
      "6: a quote that is never closed",
      "7|6|ok|7",
      "8: text after the closing quote of a field",
      `9: ${STRAY}`,
      "10: a quote that is never closed",
      "11|10|ok|11",
      `12: ${STRAY}`,
      "13: a quote that is never closed",
    ],
  );
});

const STRAY = "a quote inside a field that is not quoted: put the field in quotes, and double those in it";

Deno.test("openCsvLines does not join two lines that each have a stray quote over a record between them", async () => {
  assertEquals(await read('id,name,price\n1,"a,2\n2,ok,3\n3,b",4\n4,ok,5\n'), [
    "2: a quote that is never closed",
    "3|2|ok|3",
    `4: ${STRAY}`,
    "5|4|ok|5",
  ]);
});

Deno.test("openCsvLines reads a quoted line break beside any number of delimiters as RFC 4180 does", async () => {
  const text =
    'id,name,price\n1,"NOTE: a,b,c,d\nsecond",2\n2,"first\nNOTE: a,b,c,d",3\n3,"x\nA, B, C\ny",4\n4,last,5\n';
  assertEquals(await read(text), [
    "2|1|NOTE: a,b,c,d\nsecond|2",
    "4|2|first\nNOTE: a,b,c,d|3",
    "6|3|x\nA, B, C\ny|4",
    "9|4|last|5",
  ]);
});

Deno.test("openCsvLines keeps the line as it was and what could be made out of it", async () => {
  await withFile('id,name,price\n1,"6" plate,2\n', async (path) => {
    const [record] = await Array.fromAsync((await openCsvLines(path, COLUMNS)).records);
    assertEquals(record, {
      line: 2,
      raw: '1,"6" plate,2',
      fault: "text after the closing quote of a field",
      fields: { id: "1", name: "6 plate", price: "2" },
    });
  });
});

Deno.test("openCsvLines refuses the lines that are no text in the file's encoding, and reads the others", async () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const file = Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes("id,name,price\n1,한,1\n2,"), 0xa3, ...bytes("5,2\n3,한,3\n"));
  assertEquals(await read(file), [
    "2|1|한|1",
    "3: bytes that are no UTF-8; give --encoding if the file is in another",
    "4|3|한|3",
  ]);
});

Deno.test("openCsvLines reads every delimiter, and passes over empty rows, columns, and what Excel leaves", async () => {
  for (const delimiter of [",", ";", "\t", "|"]) {
    const rows = [["id", "name", "price"], ["1", '"a,;|\t"', "2,5"], ["", "", ""], ["2", "b", "3", "", ""]];
    const quoted = rows.map((row) =>
      row.map((field) => field.includes(",") ? `"${field.replaceAll('"', "")}"` : field)
    );
    const text = `sep=${delimiter}\n${quoted.map((row) => row.join(delimiter)).join("\r\n")}\r\n\0\0\0`;
    assertEquals(await read(text), ["3|1|a,;|\t|2,5", "5|2|b|3"], delimiter);
  }
});

Deno.test("openCsvLines reads lines that end with CR alone", async () => {
  assertEquals(await read("id,name,price\r1,a,2\r2,b,3\r"), ["2|1|a|2", "3|2|b|3"]);
});

Deno.test("openCsvLines looks for its header below titles and notices", async () => {
  assertEquals(await read("Orders of March\n\nnote, page 1\nid,name,price\n1,a,2\n"), ["5|1|a|2"]);
});

Deno.test("openCsvLines refuses a column that is there twice", async () => {
  assertStringIncludes((await refusal("id,name,price,name\n")).message, "the column name is there twice");
});

Deno.test("openCsvLines counts the lines below the header", async () => {
  await withFile("id,name,price\n1,a,2\n2,b,3", async (path) => {
    const table = await openCsvLines(path, COLUMNS);
    assertEquals(table.lines, 2);
    assertEquals((await readAll(table)).length, 2);
  });
});

Deno.test("openCsvLines names the missing and the found columns", async () => {
  assertStringIncludes(
    (await refusal("id;title\n")).message,
    "the columns name, price are missing; the first line has id, title",
  );
  assertStringIncludes(
    (await refusal("id,name\n")).message,
    "the column price is missing; the first line has id, name",
  );
});

Deno.test("openCsvLines says what is wrong with a file that is no table", async () => {
  assertStringIncludes((await refusal("")).message, "the file is empty");
  assertStringIncludes((await refusal("\n \n")).message, "the file is empty");
  assertStringIncludes((await refusal("PK\u0003\u0004 workbook")).message, "the archive is damaged");
  assertStringIncludes((await refusal(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).message, "Excel 97");
  assertStringIncludes((await refusal("<html><table>")).message, "it is an HTML");
  assertStringIncludes((await refusal('[{"id":1}]')).message, "it is JSON");
  assertStringIncludes((await refusal('id,"name,price\n')).message, "no CSV header");
});

Deno.test("openCsvLines says when there is no such file, or a directory", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const missing = await assertRejects(() => openCsvLines(`${directory}/none.csv`, COLUMNS), UnusableFile);
    assertStringIncludes(missing.message, `Cannot read ${directory}/none.csv: there is no such file`);
    const folder = await assertRejects(() => openCsvLines(directory, COLUMNS), UnusableFile);
    assertStringIncludes(folder.message, "it is a directory");
  } finally {
    await Deno.remove(directory);
  }
});

Deno.test("openCsvLines closes the file when its reader stops early", async () => {
  await withFile("id,name,price\n" + "1,a,2\n".repeat(50_000), async (path) => {
    // The test runner fails a test that leaves a file open.
    for await (const _ of (await openCsvLines(path, COLUMNS)).records) break;
  });
});

Deno.test("openCsvLines gives back every field that was written, in quotes where it needs them or everywhere", async () => {
  const text = fc.array(fc.constantFrom("a", ",", '"', "한", " ", "£", ";")).map((letters) => letters.join(""));
  const rows = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 8 });
  const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
  const needed = (field: string) => /[,"]/.test(field) ? quoted(field) : field;
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom(quoted, needed), async (rows, written) => {
      const content = ["id,name,price", ...rows.map((row) => row.map(written).join(","))].join("\r\n");
      const filled = rows.map((row, index) => ({ row, line: index + 2 })).filter(({ row }) =>
        row.some((f) => f.trim())
      );
      assertEquals(await read(content), filled.map(({ row, line }) => [line, ...row].join("|")));
    }),
    { numRuns: 100 },
  );
});

Deno.test("openCsvLines gives every line its record, whatever stands in it", async () => {
  const line = fc.array(fc.constantFrom("1", ",", '"', "x", ",a,b")).map((parts) => `${parts.join("")}z`);
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 10 }), async (lines) => {
      await withFile(["id,name,price", ...lines].join("\n"), async (path) => {
        const records = await Array.fromAsync((await openCsvLines(path, COLUMNS)).records);
        assertEquals(records.map(({ raw }) => raw).join("\n"), lines.join("\n"));
      });
    }),
    { numRuns: 100 },
  );
});
