import { assertEquals, assertRejects } from "@std/assert";
import { MemoryLog } from "../../adapters/memory/core/log.ts";
import { MemoryRedrivenLetters } from "../../testing/memory/shared/redriven_letters.ts";
import { DataRefused, Outage } from "../shared/fault.ts";
import type { LogRecord, Receipt, StoredRecord } from "../shared/log.ts";
import { type DeadLetter, deadLetterRecord } from "../shared/dead_letter_record.ts";
import { readDeadLetter } from "../shared/read_dead_letters.ts";
import { redriveLetters, type RedriveRequest } from "./redrive_letters.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function letter(offset: number, text: string, code = "not_json"): DeadLetter {
  return {
    ...{ topic: "orders", partition: 0, offset, key: `U-${offset}`, value: encoder.encode(text) },
    headers: { ce_id: `O-${offset}` },
    cause: { code, message: "Cannot read the record" },
  };
}

/** Takes what is JSON; refuses to store `"poison"`. */
function arrange() {
  const log = new MemoryLog({ now: () => new Date(0), partitions: 1 });
  let passed = 0;
  const deps = {
    scanner: log,
    inspector: log,
    writer: {
      append: (topic: string, records: readonly LogRecord[]): Promise<Receipt[]> => log.append(topic, records),
    },
    inbox: { position: () => Promise.resolve({ next: passed, logId: null }) },
    redriven: new MemoryRedrivenLetters(),
    decode: (_: string, { value }: LogRecord) => {
      try {
        return { event: JSON.parse(decoder.decode(value!)) as unknown };
      } catch {
        return { refusal: { code: "not_json", message: "Cannot read the record as JSON" } };
      }
    },
    probe: (event: unknown) =>
      event === "poison" ? Promise.reject(new DataRefused("23514", new Error("check"))) : Promise.resolve(),
    now: () => new Date(0),
  };
  const bury = (...letters: readonly DeadLetter[]) => log.append("orders.dlq", letters.map(deadLetterRecord));
  const redrive = async (options: Partial<RedriveRequest> = {}) => {
    const { items, more } = await redriveLetters(deps, { topic: "orders", dryRun: false, ...options });
    return { more, items: items.map(({ offset, outcome, code }) => `${offset} ${code ?? outcome}`).sort() };
  };
  const sent = async () => (await Array.fromAsync(log.scan("orders", new Map()))).flat();
  return { log, deps, bury, redrive, sent, passUpTo: (offset: number) => passed = offset };
}

const texts = (records: readonly StoredRecord[]) => records.map(({ value }) => decoder.decode(value!));

Deno.test("redriveLetters with dryRun says of each whether it would be stored, and sends nothing", async () => {
  const { bury, redrive, sent } = arrange();
  await bury(letter(1, "{}"), letter(2, "{"), letter(3, '"poison"'));
  assertEquals((await redrive({ dryRun: true })).items, ["0 accepted", "1 not_json", "2 data_refused"]);
  assertEquals(await sent(), []);
});

Deno.test("redriveLetters sends what would be stored, once, and leaves the rest", async () => {
  const { bury, redrive, sent } = arrange();
  await bury(letter(1, "{}"), letter(2, "{"), letter(3, "3"));
  assertEquals((await redrive()).items, ["0 sent", "1 not_json", "2 sent"]);
  assertEquals((await redrive()).items, ["1 not_json"]);
  const records = await sent();
  assertEquals(texts(records), ["{}", "3"]);
  assertEquals(records[0]!.headers, { ce_id: "O-1", "redrive-of": "orders.dlq/0/0" });
});

Deno.test("redriveLetters sends a chosen letter with the value in its place", async () => {
  const { bury, redrive, sent } = arrange();
  await bury(letter(1, "{}"), letter(2, "{"));
  const letters = [{ partition: 0, offset: 1, value: '{"n":2}' }, { partition: 0, offset: 7 }];
  assertEquals((await redrive({ letters })).items, ["1 sent", "7 gone"]);
  assertEquals(texts(await sent()), ['{"n":2}']);
  assertEquals((await redrive({ letters })).items, ["1 redriven", "7 gone"]);
  assertEquals((await sent()).length, 1);
});

Deno.test("redriveLetters sends those of a reason", async () => {
  const { bury, redrive, sent } = arrange();
  await bury(letter(1, "1"), letter(2, "2", "data_refused"), letter(3, "3", "data_refused"));
  assertEquals((await redrive({ code: "data_refused" })).items, ["1 sent", "2 sent"]);
  assertEquals(texts(await sent()), ["2", "3"]);
});

Deno.test("redriveLetters sends a truncated one only with the whole record in its place", async () => {
  const { bury, redrive, sent } = arrange();
  await bury({ ...letter(1, "1"), value: new Uint8Array(2_000_000) });
  assertEquals((await redrive()).items, ["0 incomplete"]);
  assertEquals((await redrive({ letters: [{ partition: 0, offset: 0, value: "1" }] })).items, ["0 sent"]);
  assertEquals(texts(await sent()), ["1"]);
});

Deno.test("redriveLetters passes over what kafka-admin has sent again", async () => {
  const { bury, redrive, passUpTo } = arrange();
  await bury(letter(1, "1"), letter(2, "2"));
  passUpTo(1);
  assertEquals((await redrive({ letters: [{ partition: 0, offset: 0 }] })).items, ["0 redriven"]);
  assertEquals((await redrive()).items, ["1 sent"]);
});

Deno.test("redriveLetters sends a letter that was written twice once", async () => {
  const { bury, redrive } = arrange();
  await bury(letter(1, "1"), letter(1, "1"));
  assertEquals((await redrive()).items, ["0 sent"]);
});

Deno.test("redriveLetters takes a thousand in one go, and says that more are left", async () => {
  const { bury, redrive } = arrange();
  await bury(...Array.from({ length: 1_001 }, (_, nth) => letter(nth, "1")));
  const first = await redrive();
  assertEquals([first.items.length, first.more], [1_000, true]);
  assertEquals(await redrive(), { items: ["1000 sent"], more: false });
});

Deno.test("redriveLetters notes nothing that the log did not take", async () => {
  const { bury, deps, redrive, sent } = arrange();
  await bury(letter(1, "1"));
  const { append } = deps.writer;
  deps.writer.append = () => Promise.reject(new Outage("Kafka", new Error("away")));
  await assertRejects(() => redrive(), Outage);
  deps.writer.append = append;
  assertEquals((await redrive()).items, ["0 sent"]);
  assertEquals((await sent()).length, 1);
});

Deno.test("readDeadLetter gives all that was kept of one", async () => {
  const { bury, deps } = arrange();
  const long = JSON.stringify("가".repeat(5_000));
  await bury(letter(1, "1"), letter(2, long));
  const found = await readDeadLetter(deps, "orders", { partition: 0, offset: 1 });
  assertEquals([found?.value, found?.isWhole, found?.code, found?.headers.ce_id], [long, true, "not_json", "O-2"]);
  assertEquals(await readDeadLetter(deps, "orders", { partition: 0, offset: 2 }), null);
  assertEquals(await readDeadLetter(deps, "orders", { partition: 4, offset: 0 }), null);
});
