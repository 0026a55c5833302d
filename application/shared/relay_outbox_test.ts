import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "./fault.ts";
import type { LogRecord, LogWriter, Receipt } from "./log.ts";
import type { Relayed, RelayLimit } from "./outbox.ts";
import { relayTopic } from "./relay_outbox.ts";

const NEVER = new AbortController().signal;
const TOPIC = "orders.dlq";

class Waiting {
  readonly taken: number[] = [];
  constructor(readonly records: LogRecord[]) {}

  async relay(_: string, limit: RelayLimit, send: (records: readonly LogRecord[]) => Promise<void>): Promise<Relayed> {
    const batch = this.records.slice(0, limit.records);
    if (batch.length > 0) await send(batch);
    this.taken.push(batch.length);
    return { sent: this.records.splice(0, batch.length).length, refused: null };
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

function many(count: number): LogRecord[] {
  return Array.from({ length: count }, (_, n) => ({ key: String(n), value: null, headers: {} }));
}

Deno.test("relayTopic continues until the topic has nothing to send", async () => {
  for (const [count, ...taken] of [[0, 0], [499, 499, 0], [500, 500, 0], [1_234, 500, 500, 234, 0]] as const) {
    const outbox = new Waiting(many(count));
    const log = new Written();
    assertEquals(await relayTopic({ outbox, log }, TOPIC, NEVER), { sent: count, refused: null });
    assertEquals(outbox.taken, taken);
    assertEquals(log.appended.flatMap(([, keys]) => keys), many(count).map(({ key }) => key));
  }
});

Deno.test("relayTopic ends at a record that is refused", async () => {
  const refused = { cause: "too large", parked: false };
  const passes: Relayed[] = [{ sent: 500, refused: null }, { sent: 20, refused }, { sent: 1, refused: null }];
  const outbox = { relay: () => Promise.resolve(passes.shift()!) };
  assertEquals(await relayTopic({ outbox, log: new Written() }, TOPIC, NEVER), { sent: 520, refused });
  assertEquals(passes.length, 1);
});

Deno.test("relayTopic stops after the current batch when aborted", async () => {
  const ending = new AbortController();
  const outbox = new Waiting(many(1_200));
  const log: LogWriter = { append: () => Promise.resolve([]).finally(() => ending.abort()) };
  assertEquals(await relayTopic({ outbox, log }, TOPIC, ending.signal), { sent: 500, refused: null });
  assertEquals(outbox.records.length, 700);
});

Deno.test("relayTopic keeps unacknowledged records and throws the log's error", async () => {
  const outbox = new Waiting(many(1_200));
  const log = new Written();
  log.away = 1;
  await assertRejects(() => relayTopic({ outbox, log }, TOPIC, NEVER), Outage, "no leader");
  assertEquals(outbox.records.length, 700);
  log.away = Infinity;
  assertEquals((await relayTopic({ outbox, log }, TOPIC, NEVER)).sent, 700);
  assertEquals(log.appended.flatMap(([, keys]) => keys), many(1_200).map(({ key }) => key));
});
