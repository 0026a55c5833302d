import { sleep } from "../../../../adapters/system/sleep.ts";
import type { EventLog } from "../../../../application/commerce/ports/stream.ts";
import { Outage } from "../../../../application/shared/fault.ts";
import type { LogWriter } from "../../../../application/shared/log.ts";
import type { CommerceEvent, Stream } from "../../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import { pick, type Random } from "../../../../domain/shared/random.ts";
import { Due } from "../../services/due.ts";
import type { Ledger } from "./ledger.ts";
import { poisonOf } from "./poison.ts";
import type { Shop } from "./shop.ts";
import { isOver, type LoadLength, Workers } from "../workers.ts";

interface LoadDeps {
  readonly events: EventLog;
  readonly writer: LogWriter;
  readonly topics: Readonly<Record<Stream, string>>;
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly random: Random;
}

interface LoadOptions {
  readonly rate: number;
  readonly length: LoadLength;
  readonly signal: AbortSignal;
}

const TICK_MS = 50;
const MOST_SENDS_UNDER_WAY = 30;
const POISON_EVERY_MS = 1_500;
/** Share of unanswered batches sent again; whether the others are stored is unknown. */
const REPEATED_AFTER_OUTAGE = 0.5;
const REPEATED_ANYWAY = 0.01;

interface LoadFigures {
  readonly longestSendMs: number;
}

/** Users are in flight while their first orders are. Orders may be given up; all else is sent until acknowledged. */
export async function runLoad(deps: LoadDeps, { rate, length, signal }: LoadOptions): Promise<LoadFigures> {
  const { events, writer, topics, ledger, shop, random } = deps;
  const workers = new Workers(MOST_SENDS_UNDER_WAY);
  let longestSendMs = 0;

  const send = async (work: () => Promise<unknown>): Promise<boolean> => {
    const began = performance.now();
    try {
      await work();
      longestSendMs = Math.max(longestSendMs, performance.now() - began);
      return true;
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      return false;
    }
  };
  const untilSent = async (work: () => Promise<unknown>) => {
    while (!signal.aborted && !await send(work)) await sleep(500 + 1_000 * random(), signal);
  };
  const sendOrders = async (orders: readonly Order[]) => {
    const batch = orders.map((order): CommerceEvent => ({ type: "order.placed", order }));
    const acknowledged = await send(() => events.publish(batch));
    if (random() >= (acknowledged ? REPEATED_ANYWAY : REPEATED_AFTER_OUTAGE)) return;
    await sleep(500 + 2_000 * random(), signal);
    await untilSent(() => events.publish(batch));
  };

  const began = performance.now();
  const due = new Due(rate, began);
  let poisons = 0;
  for (let now = began; !isOver(length, now - began) && !signal.aborted; now = performance.now()) {
    for (const newcomers of shop.open(Math.min(1, (now - began) / length.ms))) {
      workers.start(() => untilSent(() => events.publish(newcomers)));
    }
    due.update(now);
    if (due.pieces >= 1 && !workers.isFull) {
      const orders = shop.orders(Math.floor(due.pieces));
      due.pieces -= orders.length;
      workers.start(() => sendOrders(orders));
    }
    if (now - began >= poisons * POISON_EVERY_MS) {
      const id = `poison-${poisons}`;
      const poison = poisonOf(poisons++, id, shop.orders(1)[0]!, pick(random, shop.users));
      ledger.poisoned.set(id, poison.code);
      const { stream, record } = poison;
      if (stream === "orders") ledger.poisonedOrders.add(id);
      workers.start(() => untilSent(async () => ledger.marks.add(await writer.append(topics[stream], [record]))));
    }
    await workers.orFailure(sleep(TICK_MS, signal));
  }
  for (const newcomers of shop.open(1)) workers.start(() => untilSent(() => events.publish(newcomers)));
  await workers.done(signal);
  return { longestSendMs };
}
