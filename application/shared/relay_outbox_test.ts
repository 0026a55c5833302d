import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "./fault.ts";
import type { LogRecord, LogWriter, Receipt } from "./log.ts";
import type { Outbox, OutboxRecord, RelayLimit } from "./outbox.ts";
import { relayOutbox } from "./relay_outbox.ts";

const NEVER = new AbortController().signal;

class Waiting implements Outbox {
  readonly taken: number[] = [];
  constructor(readonly records: OutboxRecord[]) {}

  async relay(limit: RelayLimit, send: (records: readonly OutboxRecord[]) => Promise<void>): Promise<number> {
    const batch = this.records.slice(0, limit.records);
    if (batch.length > 0) await send(batch);
    this.taken.push(batch.length);
    return this.records.splice(0, batch.length).length;
  }

  waiting(): Promise<number> {
    return Promise.resolve(this.records.length);
  }
}

class Written implements LogWriter {
  readonly appended: [topic: string, keys: (string | null)[]][] = [];
  away = Infinity;

  append(topic: string, records: readonly LogRecord[]): Promise<Receipt[]> {
    if (this.appended.length >= this.away) return Promise.reject(new Outage("Kafka", new Error("no leader")));
    this.appended.push([topic, records.map(({ key }) => key)]);
    return Promise.resolve([]);
  }
}

function record(topic: string, key: string): OutboxRecord {
  return { topic, key, value: null, headers: {} };
}

function many(count: number): OutboxRecord[] {
  return Array.from({ length: count }, (_, n) => record("orders.dlq", String(n)));
}

Deno.test("relayOutbox publishes everything, each topic's records in order", async () => {
  const outbox = new Waiting([record("a", "1"), record("b", "2"), record("a", "3"), record("b", "4")]);
  const log = new Written();
  assertEquals(await relayOutbox({ outbox, log }, NEVER), 4);
  assertEquals(log.appended, [["a", ["1", "3"]], ["b", ["2", "4"]]]);
  assertEquals(await outbox.waiting(), 0);
});

Deno.test("relayOutbox continues until the outbox is empty", async () => {
  for (const [count, ...taken] of [[0, 0], [499, 499, 0], [500, 500, 0], [1_234, 500, 500, 234, 0]] as const) {
    const outbox = new Waiting(many(count));
    const log = new Written();
    assertEquals(await relayOutbox({ outbox, log }, NEVER), count);
    assertEquals(outbox.taken, taken);
    assertEquals(log.appended.flatMap(([, keys]) => keys), many(count).map(({ key }) => key));
  }
});

Deno.test("relayOutbox stops after the current batch when aborted", async () => {
  const ending = new AbortController();
  const outbox = new Waiting(many(1_200));
  const log: LogWriter = { append: () => Promise.resolve([]).finally(() => ending.abort()) };
  assertEquals(await relayOutbox({ outbox, log }, ending.signal), 500);
  assertEquals(await outbox.waiting(), 700);
});

Deno.test("relayOutbox keeps unacknowledged records and throws the log's error", async () => {
  const outbox = new Waiting(many(1_200));
  const log = new Written();
  log.away = 1;
  await assertRejects(() => relayOutbox({ outbox, log }, NEVER), Outage, "no leader");
  assertEquals(await outbox.waiting(), 700);
  log.away = Infinity;
  assertEquals(await relayOutbox({ outbox, log }, NEVER), 700);
  assertEquals(log.appended.flatMap(([, keys]) => keys), many(1_200).map(({ key }) => key));
});
