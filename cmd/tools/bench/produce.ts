import { Buffer } from "node:buffer";
import { type Message, Partitioners, type Producer } from "kafkajs";
import { encodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { withAdmin } from "../../../adapters/kafka/core/topics.ts";
import { newTraceparent } from "../../../adapters/system/traceparent.ts";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { connectLog, type Log, openLog } from "../../wiring/engines/kafka.ts";
import type { KafkaConfig } from "../../wiring/config/kafka_config.ts";
import { streamNames } from "../../../adapters/kafka/stream_names.ts";
import { requireServers } from "../../wiring/engines/require_engines.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { type Bench, interleave, ratioOf } from "./bench.ts";
import { ownInstallation } from "./own_installation.ts";
import { makeOrders } from "./sink_orders.ts";

const ORDERS = 60_000;
const ORDERS_AT_ONCE = 1_000;
const CALLERS = 4;
const SHOP = { users: 100_000, products: 10_000 };

type PlacedEvents = readonly CommerceEvent[];
type Sends = readonly (readonly Message[])[];

export const BENCH_PRODUCE: Bench = {
  async run(given: Process, options) {
    requireServers(given.config, ["kafka"]);
    const own = await ownInstallation(
      { ...given, config: { ...given.config, database: { kind: "embedded" } } },
      "produce",
    );
    const kafka = own.config.kafka!;
    const orders = options.orders ?? ORDERS;
    const { topic } = streamNames(own.config.prefix).orders;
    const log = await openLog(own);
    const calls = callsOf(
      [...makeOrders({ ...SHOP, orders }, "produce")].map((order) => ({ type: "order.placed", order })),
    );
    const sends = await divide(kafka, topic, calls);
    const producer = await connectPlain(own, kafka);
    const bytes = sends.flat(2).reduce((sum, { value }) => sum + (value as Buffer).length, 0);

    await publishAll(log, calls.slice(0, CALLERS));
    await sendAll(producer, topic, sends.slice(0, CALLERS));
    const measurements = await interleave(
      [
        {
          name: "plain kafkajs, the same bytes",
          unit: "orders/s",
          measure: async () => orders / await sendAll(producer, topic, sends),
        },
        { name: "produce", unit: "orders/s", measure: async () => orders / await publishAll(log, calls) },
      ],
      options,
      own.signal,
    );
    const [plain, ours] = measurements;
    return {
      bench: "produce",
      setup: {
        orders,
        bytesPerOrder: Math.round(bytes / orders),
        ordersPerCall: ORDERS_AT_ONCE,
        callers: CALLERS,
        brokers: kafka.brokers.length,
        partitions: kafka.partitions,
        replicas: kafka.replicas,
        acks: "all",
      },
      measurements,
      ratios: { "produce / plain kafkajs": ratioOf(ours!, plain!) },
    };
  },
};

function callsOf(events: PlacedEvents): PlacedEvents[] {
  return Array.from(
    { length: Math.ceil(events.length / ORDERS_AT_ONCE) },
    (_, nth) => events.slice(nth * ORDERS_AT_ONCE, (nth + 1) * ORDERS_AT_ONCE),
  );
}

async function divide(kafka: KafkaConfig, topic: string, calls: readonly PlacedEvents[]): Promise<Sends[]> {
  const { topics } = await withAdmin(
    connectLog(kafka, () => {}),
    (admin) => admin.fetchTopicMetadata({ topics: [topic] }),
  );
  const partitionMetadata = topics[0]!.partitions;
  const partitionOf = Partitioners.DefaultPartitioner();
  return calls.map((events) => {
    const messages = events.map((event): Message => {
      const { key, value, headers } = encodeEvent(event, { source: "/tillstream/commerce", newTraceparent });
      const message: Message = { key, value: Buffer.from(value!), headers: { ...headers } };
      return { ...message, partition: partitionOf({ topic, partitionMetadata, message }) };
    });
    return [...Map.groupBy(messages, ({ partition }) => partition).values()];
  });
}

async function connectPlain({ closing }: Process, kafka: KafkaConfig): Promise<Producer> {
  const producer = connectLog(kafka, () => {}).producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  closing.defer(() => producer.disconnect());
  await producer.connect();
  return producer;
}

const publishAll = (log: Log, calls: readonly PlacedEvents[]) =>
  byCallers(calls, async (events) => void await log.events.publish(events));

const sendAll = (producer: Producer, topic: string, calls: readonly Sends[]) =>
  byCallers(calls, async (sends) => {
    await Promise.all(sends.map((messages) => producer.send({ topic, acks: -1, messages: [...messages] })));
  });

async function byCallers<C>(calls: readonly C[], call: (one: C) => Promise<void>): Promise<number> {
  const began = performance.now();
  const waiting = calls.values();
  await Promise.all(Array.from({ length: CALLERS }, async () => {
    for (const one of waiting) await call(one);
  }));
  return (performance.now() - began) / 1_000;
}
