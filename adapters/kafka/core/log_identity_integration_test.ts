import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { kafkaLog } from "../../../testing/ports/kafka_log.ts";
import { PARTITIONS, Reading, records, textOf } from "../../../testing/ports/log.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import type { LogHandler, StoredRecord } from "../../../application/shared/log.ts";
import { type EventSink, persistStream } from "../../../application/shared/persist_stream.ts";
import type { StoredPosition } from "../../../application/shared/stream_position.ts";
import { connectKafka } from "./connect.ts";
import { ensureTopics, withAdmin } from "./topics.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";

const kafka = connectKafka({ brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","), clientId: "test" });

async function createAnew(topic: string): Promise<void> {
  await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
  await waitUntil("create the topic anew", async () => {
    return (await ensureTopics(kafka, [{ topic, partitions: PARTITIONS, replicas: 3 }])).length === 1;
  });
}

/** Stores texts by the rules of every sink: the position, its log and the rows move together. */
class Sink {
  readonly positions = new Map<number, StoredPosition>();
  readonly texts = new Set<string>();
  readonly told: string[] = [];
  /** Resolves when a step may be stored. */
  held: Promise<void> = Promise.resolve();

  handler(signal: AbortSignal): LogHandler {
    const inbox: EventSink<StoredRecord, { readonly stored: number }> = {
      position: ({ partition }) => Promise.resolve(this.positions.get(partition) ?? { next: 0, logId: null }),
      accept: async ({ partition, from, to, logId }, events) => {
        if (events.length > 0) await this.held;
        const { next, logId: known } = this.positions.get(partition) ?? { next: 0, logId: null };
        if (next !== from) return "fenced";
        this.positions.set(partition, { next: to, logId: logId ?? known });
        for (const event of events) this.texts.add(textOf(event));
        return { stored: events.length };
      },
    };
    return persistStream<StoredRecord, { readonly stored: number }>(
      {
        inbox,
        decode: (event) => ({ event }),
        withRetry: (work) => work(),
        observe: {
          accepted: () => {},
          fenced: () => {},
          dead: () => {},
          mismatched: () => {},
          lost: ({ partition }, from, to) => this.told.push(`lost ${partition} ${from} ${to}`),
          recreated: ({ partition }) => this.told.push(`recreated ${partition}`),
        },
      },
      "group",
      signal,
    );
  }

  async untilStored(count: number, of: string): Promise<void> {
    const stored = () => [...this.texts].filter((text) => text.startsWith(of)).length;
    await waitUntil(`store ${count} records of ${of}`, () => stored() === count, { timeout: 40_000 });
  }
}

Deno.test("ranges names another log once its topic is made anew", async () => {
  await using log = await kafkaLog();
  const topic = await log.newTopic();
  const idsOf = async () => new Set((await log.inspector.ranges(topic)).map(({ logId }) => logId));
  const [before, ...others] = await idsOf();
  assertEquals([others, typeof before], [[], "string"]);
  assertEquals([...await idsOf()], [before]);
  await createAnew(topic);
  await waitUntil("see the new topic", async () => (await idsOf()).size === 1);
  assertNotEquals([...await idsOf()], [before]);
});

Deno.test("a reader that was stopped reads all of a topic that was made anew and has grown past its position", async () => {
  await using log = await kafkaLog();
  const topic = await log.newTopic();
  const group = log.newGroup();
  const sink = new Sink();
  const read = () => {
    const stop = new AbortController();
    const ended = log.newReader().read(topic, group, sink.handler(stop.signal), stop.signal);
    return { [Symbol.asyncDispose]: () => (stop.abort(), ended) };
  };
  {
    await using _ = read();
    await log.writer.append(topic, records(30, "old"));
    await sink.untilStored(30, "old");
  }
  await createAnew(topic);
  await log.writer.append(topic, records(100, "new"));
  await using _ = read();
  await sink.untilStored(100, "new");
  assertEquals(sink.told.map((line) => line.slice(0, 9)).every((line) => line === "recreated"), true, `${sink.told}`);
});

Deno.test("a running reader reads all of a topic that is made anew and at once grows past its position", async () => {
  await using log = await kafkaLog();
  const topic = await log.newTopic();
  const sink = new Sink();
  const stop = new AbortController();
  await using _ = new Reading(log.newReader(), topic, log.newGroup(), sink.handler(stop.signal));
  await log.writer.append(topic, records(30, "old"));
  await sink.untilStored(30, "old");
  await createAnew(topic);
  await log.writer.append(topic, records(100, "new"));
  await sink.untilStored(100, "new");
  assert(sink.told.length > 0 && sink.told.every((line) => line.startsWith("recreated")), `${sink.told}`);
});

Deno.test("a running reader that is behind tells what expired before it could read it", async () => {
  await using log = await kafkaLog();
  const topic = await log.newTopic();
  const sink = new Sink();
  const stop = new AbortController();
  await using _ = new Reading(log.newReader(), topic, log.newGroup(), sink.handler(stop.signal));
  const first = { key: "one", value: new TextEncoder().encode("first"), headers: {} };
  const { partition } = (await log.writer.append(topic, [first]))[0]!;
  await sink.untilStored(1, "first");
  const hold = Promise.withResolvers<void>();
  sink.held = hold.promise;
  const many = (of: string) => records(50, of).map((record) => ({ ...record, key: "one" }));
  await log.writer.append(topic, many("held"));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await log.writer.append(topic, many("expired"));
  await log.writer.append(topic, many("kept"));
  await withAdmin(kafka, async (admin) => {
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: "101" }] });
  });
  hold.resolve();
  await sink.untilStored(50, "kept");
  const expired = 50 - [...sink.texts].filter((text) => text.startsWith("expired")).length;
  assert(expired > 0, "the reader was not behind");
  const lost = sink.told.map((line) => line.match(/^lost \d+ (\d+) (\d+)$/)!).map(([, from, to]) =>
    Number(to) - Number(from)
  );
  assertEquals(lost.reduce((sum, count) => sum + count, 0), expired, `${sink.told}`);
});
