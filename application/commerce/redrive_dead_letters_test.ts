import { assertEquals, assertRejects } from "@std/assert";
import { MemoryRedrivenLetters } from "../../testing/memory/shared/redriven_letters.ts";
import { MemoryLog } from "../../adapters/memory/core/log.ts";
import { Outage } from "../shared/fault.ts";
import type { LogRecord, PartitionRange, StoredRecord } from "../shared/log.ts";
import { type DeadLetter, deadLetterRecord } from "../shared/dead_letter_record.ts";
import type { OffsetAdvance, StreamPosition } from "../shared/stream_position.ts";
import type { Accepted } from "./ports/stream.ts";
import { redriveDeadLetters, type RedriveOptions } from "./redrive_dead_letters.ts";

const encoder = new TextEncoder();

function letter(offset: number, changes: Partial<DeadLetter> = {}): DeadLetter {
  return {
    topic: "orders",
    partition: 0,
    offset,
    key: `U-${offset}`,
    value: encoder.encode(`{"n":${offset}}`),
    headers: { ce_id: `O-${offset}` },
    cause: { code: "not_json", message: "Cannot read the record" },
    ...changes,
  };
}

function arrange() {
  const log = new MemoryLog({ now: () => new Date(0) });
  const positions = new Map<number, number>();
  const deps = {
    scanner: log,
    inspector: log,
    redriven: new MemoryRedrivenLetters(),
    writer: { append: (topic: string, records: readonly LogRecord[]) => log.append(topic, records) },
    inbox: {
      position: ({ partition }: StreamPosition) =>
        Promise.resolve({ next: positions.get(partition) ?? 0, logId: null }),
      accept: ({ partition, from, to }: OffsetAdvance): Promise<Accepted | "fenced"> => {
        if ((positions.get(partition) ?? 0) !== from) return Promise.resolve("fenced");
        positions.set(partition, to);
        return Promise.resolve({ stored: 0, duplicates: 0, pending: 0 });
      },
    },
  };
  const bury = (...letters: readonly DeadLetter[]) => log.append("orders.dlq", letters.map(deadLetterRecord));
  const redrive = (options: Partial<RedriveOptions> = {}) => redriveDeadLetters(deps, { topic: "orders", ...options });
  const sent = async (): Promise<StoredRecord[]> => (await Array.fromAsync(log.scan("orders", new Map()))).flat();
  return { log, deps, positions, bury, redrive, sent };
}

const ids = (records: readonly LogRecord[]) => records.map(({ headers }) => headers.ce_id).sort();

Deno.test("redriveDeadLetters sends each dead letter once, as it was before it failed", async () => {
  const { bury, redrive, sent } = arrange();
  const bytes = new Uint8Array([0, 255, 128]);
  await bury(letter(1, { value: bytes, headers: { ce_id: "O-1", traceparent: "00-1-2-01" } }), letter(2), letter(3));
  assertEquals(await redrive(), { found: 3, repeated: 0, sent: 3, cut: 0 });
  const records = await sent();
  assertEquals(ids(records), ["O-1", "O-2", "O-3"]);
  const first = records.find(({ key }) => key === "U-1")!;
  const { "redrive-of": from, ...headers } = first.headers;
  assertEquals([first.value, headers], [bytes, { ce_id: "O-1", traceparent: "00-1-2-01" }]);
  assertEquals(/^orders\.dlq\/\d\/\d$/.test(from!), true);
});

Deno.test("redriveDeadLetters continues where the last run ended", async () => {
  const { bury, redrive, sent } = arrange();
  assertEquals(await redrive(), { found: 0, repeated: 0, sent: 0, cut: 0 });
  await bury(letter(1), letter(2));
  assertEquals(await redrive(), { found: 2, repeated: 0, sent: 2, cut: 0 });
  assertEquals(await redrive(), { found: 0, repeated: 0, sent: 0, cut: 0 });
  await bury(letter(3));
  assertEquals(await redrive(), { found: 1, repeated: 0, sent: 1, cut: 0 });
  assertEquals(ids(await sent()), ["O-1", "O-2", "O-3"]);
});

Deno.test("redriveDeadLetters with dryRun reports without sending", async () => {
  const { bury, redrive, sent, positions } = arrange();
  await bury(letter(1), letter(2), letter(2));
  assertEquals(await redrive({ dryRun: true }), { found: 3, repeated: 1, sent: 0, cut: 0 });
  assertEquals([await sent(), positions.size], [[], 0]);
  assertEquals(await redrive(), { found: 3, repeated: 1, sent: 2, cut: 0 });
});

Deno.test("redriveDeadLetters sends a repeated dead letter once", async () => {
  const { bury, redrive, sent } = arrange();
  await bury(letter(1), letter(2), letter(1), letter(3));
  assertEquals(await redrive(), { found: 4, repeated: 1, sent: 3, cut: 0 });
  assertEquals(ids(await sent()), ["O-1", "O-2", "O-3"]);
});

Deno.test("redriveDeadLetters passes over what was sent again one by one", async () => {
  const { log, deps, bury, redrive, sent } = arrange();
  await bury(letter(1), letter(2));
  const [{ partition, offset }] = (await Array.fromAsync(log.scan("orders.dlq", new Map()))).flat() as [StoredRecord];
  const [{ logId = null }] = (await log.ranges("orders.dlq")).filter((range) => range.partition === partition) as [
    PartitionRange,
  ];
  const sentTo = { partition: 0, offset: 0 };
  await deps.redriven.add([{ topic: "orders.dlq", partition, offset, logId, at: new Date(0), sentTo }]);
  assertEquals(await redrive(), { found: 2, repeated: 1, sent: 1, cut: 0 });
  assertEquals((await sent()).length, 1);
});

Deno.test("redriveDeadLetters accepts records of other programs", async () => {
  const { log, redrive, sent } = arrange();
  const plain = (ce_id: string): LogRecord => ({ key: "same", value: encoder.encode("{}"), headers: { ce_id } });
  await log.append("orders.dlq", [plain("a"), plain("b")]);
  assertEquals(await redrive(), { found: 2, repeated: 0, sent: 2, cut: 0 });
  assertEquals(ids(await sent()), ["a", "b"]);
});

Deno.test("redriveDeadLetters sends the corrected record if there is one", async () => {
  const { bury, redrive, sent } = arrange();
  await bury(letter(1));
  const value = encoder.encode('{"n":"corrected"}');
  await redrive({
    correct: (record) => ({ ...record, value, headers: { ...record.headers, "corrected-by": "hand" } }),
  });
  const [record] = await sent();
  assertEquals([record!.value, record!.headers["corrected-by"], record!.headers["dlq-id"]], [value, "hand", undefined]);
});

Deno.test("redriveDeadLetters resends at most its last batch after an interruption, and misses nothing", async () => {
  const { bury, deps, redrive, sent } = arrange();
  await bury(...Array.from({ length: 30 }, (_, n) => letter(n)));
  const { append } = deps.writer;
  let appends = 0;
  deps.writer.append = (topic, records) =>
    ++appends === 2 ? Promise.reject(new Outage("Kafka", new Error("away"))) : append(topic, records);
  await assertRejects(() => redrive(), Outage, "away");
  const before = (await sent()).length;
  const rest = await redrive();
  assertEquals(before + rest.sent, 30);
  assertEquals(new Set(ids(await sent())).size, 30);
});

Deno.test("redriveDeadLetters resends a batch after a crash between sending and committing", async () => {
  const { bury, deps, redrive, sent } = arrange();
  await bury(letter(1), letter(2));
  const { accept } = deps.inbox;
  deps.inbox.accept = () => Promise.reject(new Outage("Postgres", new Error("away")));
  await assertRejects(() => redrive(), Outage);
  deps.inbox.accept = accept;
  await redrive();
  assertEquals([...new Set(ids(await sent()))], ["O-1", "O-2"]);
});

Deno.test("redriveDeadLetters stops when another run is in progress", async () => {
  const { bury, deps, redrive, positions } = arrange();
  await bury(letter(1));
  const { append } = deps.writer;
  deps.writer.append = async (topic, records) => {
    for (const partition of [0, 1, 2]) positions.set(partition, 77);
    return await append(topic, records);
  };
  await assertRejects(() => redrive(), Error, "Cannot redrive orders: another run is in progress");
});

Deno.test("redriveDeadLetters restarts in a recreated topic", async () => {
  const { bury, redrive, sent, positions } = arrange();
  for (const partition of [0, 1, 2]) positions.set(partition, 500);
  await bury(letter(1), letter(2), letter(3));
  assertEquals(await redrive(), { found: 3, repeated: 0, sent: 3, cut: 0 });
  assertEquals(await redrive(), { found: 0, repeated: 0, sent: 0, cut: 0 });
  assertEquals(ids(await sent()), ["O-1", "O-2", "O-3"]);
});

Deno.test("redriveDeadLetters sends no undecodable batch unless a record is given for it", async () => {
  const batch = letter(1, { cause: { code: "undecodable_batch", message: "Cannot decode the batch" } });
  const { bury, redrive, sent } = arrange();
  await bury(batch, letter(2));
  assertEquals(await redrive({ dryRun: true }), { found: 2, repeated: 0, sent: 0, cut: 1 });
  assertEquals(await redrive(), { found: 2, repeated: 0, sent: 1, cut: 1 });
  assertEquals((await sent()).map(({ key }) => key), ["U-2"]);
  const corrected = arrange();
  await corrected.bury(batch);
  const correct = (record: StoredRecord): LogRecord => ({ ...record, value: new TextEncoder().encode("{}") });
  assertEquals(await corrected.redrive({ correct }), { found: 1, repeated: 0, sent: 1, cut: 0 });
});

Deno.test("redriveDeadLetters sends no truncated record unless it is corrected", async () => {
  const large = letter(1, { value: new Uint8Array(2_000_000) });
  const { bury, redrive, sent } = arrange();
  await bury(large, letter(2));
  assertEquals(await redrive(), { found: 2, repeated: 0, sent: 1, cut: 1 });
  assertEquals((await sent()).map(({ key }) => key), ["U-2"]);
  const corrected = arrange();
  await corrected.bury(large);
  const correct = (record: StoredRecord): LogRecord => ({ ...record, value: large.value });
  assertEquals(await corrected.redrive({ correct }), { found: 1, repeated: 0, sent: 1, cut: 0 });
  const [record] = await corrected.sent();
  assertEquals([record!.value!.length, "dlq-cut-of" in record!.headers], [2_000_000, false]);
});

Deno.test("redriveDeadLetters sends dead letters of one offset in two topics of a name, each of them once", async () => {
  const { bury, redrive, sent } = arrange();
  const [old, made] = [
    letter(1, { logId: "cluster/old" }),
    letter(1, { logId: "cluster/new", headers: { ce_id: "O-new" } }),
  ];
  await bury(old, made, old);
  assertEquals(await redrive(), { found: 3, repeated: 1, sent: 2, cut: 0 });
  assertEquals(ids(await sent()), ["O-1", "O-new"]);
});
