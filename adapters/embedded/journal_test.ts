import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import type { StoredRecord } from "../../application/shared/log.ts";
import "../../testing/engines/leak_checks.ts";
import { Journal } from "./journal.ts";

async function inFolder(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/log.jsonl`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function record(offset: number, changes: Partial<StoredRecord> = {}): StoredRecord {
  const at = new Date(1_772_420_400_000 + offset);
  return { topic: "orders", partition: 0, offset, key: "키", value: new Uint8Array([1]), headers: {}, at, ...changes };
}

async function reopened(path: string): Promise<StoredRecord[]> {
  const { journal, records } = await Journal.open(path);
  await journal.close();
  return records;
}

const offsets = (records: readonly StoredRecord[]) => records.map(({ offset }) => offset);

Deno.test("Journal returns every record unchanged and in order", async () => {
  const anything = fc.record({
    topic: fc.string({ unit: "grapheme" }),
    partition: fc.nat(),
    offset: fc.nat(),
    key: fc.option(fc.string({ unit: "grapheme" })),
    value: fc.option(fc.uint8Array()),
    headers: fc.dictionary(fc.string(), fc.string({ unit: "grapheme" })).map((entries) => ({ ...entries })),
    at: fc.date({ noInvalidDate: true }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(anything, { maxLength: 3 }), { maxLength: 5 }), async (appends) => {
      await inFolder(async (path) => {
        const { journal, records } = await Journal.open(path);
        assertEquals(records, []);
        await Promise.all(appends.map((each) => journal.append(each)));
        await journal.close();
        assertEquals(await reopened(path), appends.flat());
      });
    }),
    { numRuns: 40 },
  );
});

Deno.test("Journal append resolves when the record is on disk", async () => {
  await inFolder(async (path) => {
    const { journal } = await Journal.open(path);
    await journal.append([record(0)]);
    const { records } = await Journal.open(path).then(async (second) => {
      await second.journal.close();
      return second;
    });
    assertEquals(records, [record(0)]);
    await journal.close();
  });
});

Deno.test("Journal drops a partial last line, wherever it was cut, and appends after the whole ones", async () => {
  await inFolder(async (path) => {
    const { journal } = await Journal.open(path);
    await journal.append([record(0), record(1, { headers: { name: "한글" } })]);
    await journal.close();
    const whole = await Deno.readFile(path);
    const second = whole.indexOf(10) + 1;
    for (let cut = second; cut < whole.length; cut += 7) {
      await Deno.writeFile(path, whole.subarray(0, cut));
      const { journal, records } = await Journal.open(path);
      assertEquals(offsets(records), [0], `cut at ${cut}`);
      await journal.append([record(1), record(2)]);
      await journal.close();
      assertEquals(offsets(await reopened(path)), [0, 1, 2]);
    }
  });
});

Deno.test("Journal names the damaged line in the middle of a file and leaves the file unchanged", async () => {
  await inFolder(async (path) => {
    const { journal } = await Journal.open(path);
    await journal.append([record(0), record(1)]);
    await journal.close();
    const damaged = (await Deno.readTextFile(path)).replace("{", "?");
    await Deno.writeTextFile(path, damaged);
    await assertRejects(() => Journal.open(path), Error, "line 1 is damaged");
    assertEquals(await Deno.readTextFile(path), damaged);
  });
});

Deno.test("Journal throws when the file cannot be read", async () => {
  await inFolder(async (path) => {
    await Deno.mkdir(path);
    await assertRejects(() => Journal.open(path));
    assert((await Deno.stat(path)).isDirectory);
  });
});

Deno.test("Journal keepOnly compacts the file at once and whenever it has grown", async () => {
  await inFolder(async (path) => {
    const { journal } = await Journal.open(path, { compactAfterBytes: 2_000 });
    let kept: StoredRecord[] = [];
    let snapshots = 0;
    await journal.append([record(0), record(1), record(2)]);
    kept = [record(2)];
    await journal.keepOnly(() => {
      snapshots++;
      return kept;
    });
    assertEquals(offsets(await reopened(path)), [2]);
    for (let offset = 3; offset < 200; offset++) {
      kept = [...kept, record(offset)].slice(-4);
      await journal.append([record(offset)]);
    }
    await journal.close();
    const there = offsets(await reopened(path));
    // Each compaction makes room for about twenty lines of a hundred bytes.
    assert(snapshots > 4 && snapshots < 30, `${snapshots} compactions`);
    assert((await Deno.stat(path)).size < 2_500);
    // The record that was being appended is in the snapshot and after it.
    assertEquals([...new Set(there)].slice(-4), [196, 197, 198, 199]);
    assertEquals([...there].sort((a, b) => a - b), there);
  });
});

Deno.test("Journal does not compact a large file at every append when all of it is retained", async () => {
  await inFolder(async (path) => {
    const { journal } = await Journal.open(path, { compactAfterBytes: 1_000 });
    const kept: StoredRecord[] = [];
    let snapshots = 0;
    await journal.keepOnly(() => {
      snapshots++;
      return kept;
    });
    for (let offset = 0; offset < 400; offset++) {
      kept.push(record(offset));
      await journal.append([record(offset)]);
    }
    await journal.close();
    assert(snapshots < 10, `${snapshots} compactions`);
    assertEquals([...new Set(offsets(await reopened(path)))].length, 400);
  });
});

/** The disk is full after half of the first write. */
async function failing(work: () => Promise<void>): Promise<void> {
  const { write } = Deno.FsFile.prototype;
  let first = true;
  Deno.FsFile.prototype.write = function (bytes) {
    if (!first) return Promise.reject(new Error("No space left on device"));
    first = false;
    return write.call(this, bytes.subarray(0, bytes.length >> 1));
  };
  try {
    await work();
  } finally {
    Deno.FsFile.prototype.write = write;
  }
}

Deno.test("Journal loses no record and leaves no gap when the disk is full for a while", async () => {
  await inFolder(async (path) => {
    const { journal } = await Journal.open(path);
    await journal.append([record(0)]);
    await failing(async () => {
      await assertRejects(() => journal.append([record(1), record(2)]), Error, "No space left");
    });
    assertEquals(offsets(await reopened(path)), [0]);
    await failing(async () => {
      await assertRejects(() => journal.keepOnly(() => [record(0), record(1), record(2)]), Error, "No space left");
    });
    await journal.append([record(3)]);
    await journal.close();
    assertEquals(offsets(await reopened(path)), [0, 1, 2, 3]);
  });
});

Deno.test("Journal compact leaves out what was removed, also what an earlier write had failed to store", async () => {
  await inFolder(async (path) => {
    const { journal } = await Journal.open(path);
    let kept = [record(0)];
    await journal.keepOnly(() => kept);
    await failing(async () => {
      await assertRejects(() => journal.append([record(1)]), Error, "No space left");
      // Nothing is forgotten by a compaction that failed.
      await assertRejects(() => journal.compact(), Error, "No space left");
    });
    await journal.append([record(2)]);
    assertEquals(offsets(await reopened(path)), [0, 1, 2]);
    await failing(() => assertRejects(() => journal.append([record(3)]), Error, "No space left").then(() => {}));
    kept = [record(2)];
    await journal.compact();
    await journal.append([record(4)]);
    await journal.close();
    assertEquals(offsets(await reopened(path)), [2, 4]);
  });
});
