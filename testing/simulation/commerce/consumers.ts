import { decodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { streamNames } from "../../../adapters/kafka/stream_names.ts";
import { applyOrderDeltas, flushPolicy } from "../../../application/commerce/apply_order_deltas.ts";
import { completePendingOrders } from "../../../application/commerce/complete_pending_orders.ts";
import type { Accepted, Inbox } from "../../../application/commerce/ports/stream.ts";
import { persistStream } from "../../../application/shared/persist_stream.ts";
import { relayTopic } from "../../../application/shared/relay_outbox.ts";
import { type Stream, STREAMS } from "../../../domain/commerce/commerce_event.ts";
import { unlessAway, untilAnswered } from "../patience.ts";
import type { Process } from "../world.ts";
import { inbox } from "./inbox.ts";
import { orderDeltas } from "./order_deltas.ts";
import { outbox } from "./outbox.ts";
import { pendingOrders } from "./pending_orders.ts";
import type { CommerceState } from "./commerce_state.ts";

export const TOPICS = streamNames("");
export const NEVER = new AbortController().signal;
const RETRY_MS = 150;
const MAINTENANCE_MS = 500;

/** A consumer of every stream, with its maintenance, as `start` runs them. */
export async function consume(shop: CommerceState, process: Process): Promise<void> {
  shop.consumers++;
  await Promise.all([...STREAMS.map((stream) => read(shop, process, stream)), maintain(shop, process)]);
}

async function read(shop: CommerceState, process: Process, stream: Stream): Promise<void> {
  const { world, database, log } = shop;
  const { topic, group, eventType } = TOPICS[stream];
  const { probe, ...unjudged } = inbox(database, process);
  const handler = persistStream<Parameters<Inbox["accept"]>[1][number], Accepted>(
    {
      inbox: database.without.has("judge of refusals") ? unjudged : { ...unjudged, probe },
      decode: (record) => decodeEvent(record, eventType),
      withRetry: (work) => untilAnswered(world, process, RETRY_MS, work),
      observe: {
        accepted: () => {},
        fenced: (topic, partition) => world.say(`${process.name} is fenced off ${topic}/${partition}`),
        mismatched: (topic) => world.say(`${process.name} finds that every record of ${topic} is refused`),
        dead: ({ topic, partition, offset, headers, cause }) => {
          if (cause.code === "data_refused") shop.refused.add(headers["ce_id"]!);
          world.say(`${process.name} makes ${topic}/${partition}/${offset} a dead letter: ${cause.code}`);
        },
        lost: (at, from, to) => world.say(`${process.name} lost ${at.topic}/${at.partition}: ${from} to ${to}`),
        recreated: (at) => world.say(`${process.name} finds ${at.topic}/${at.partition} made anew`),
      },
    },
    group,
    NEVER,
  );
  await log.as(process).read(topic, group, handler, NEVER);
}

async function maintain({ world, database, log }: CommerceState, process: Process): Promise<void> {
  const pending = pendingOrders(database, process);
  const deltas = orderDeltas(database, process);
  const isTime = flushPolicy();
  const relay = { outbox: outbox(database, process), log: log.as(process) };
  for (;;) {
    await unlessAway(() => completePendingOrders({ pending, onRefused: () => {} }, NEVER));
    await unlessAway(() => applyOrderDeltas({ deltas, isTime }, NEVER));
    await unlessAway(async () => {
      for (const topic of await relay.outbox.topics()) await relayTopic(relay, topic, NEVER);
    });
    await world.sleep(process, MAINTENANCE_MS);
  }
}
