import { sleep } from "../../../../adapters/system/sleep.ts";
import type { EventLog } from "../../../../application/commerce/ports/event_log.ts";
import { Outage } from "../../../../application/shared/fault.ts";
import type { LogWriter } from "../../../../application/shared/log.ts";
import type { CommerceEvent, Stream } from "../../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import { pick, type Random } from "../../../../domain/shared/random.ts";
import type { Ledger } from "./ledger.ts";
import { poisonOf } from "./poison.ts";
import type { Shop } from "./shop.ts";
import { isOver, type LoadLength } from "../workers.ts";

interface LoadDeps {
  /** Writes down in `ledger` what goes through it. */
  readonly events: EventLog;
  readonly writer: LogWriter;
  readonly topics: Readonly<Record<Stream, string>>;
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly random: Random;
}

interface LoadOptions {
  /** Orders a second. */
  readonly rate: number;
  readonly length: LoadLength;
  readonly signal: AbortSignal;
}

const TICK_MS = 50;
/** After a time without brokers, only so much is made up for. */
const CATCH_UP_MS = 2_000;
const MOST_SENDS_UNDER_WAY = 30;
const POISON_EVERY_MS = 1_500;
/** Of the batches that got no answer, how many are sent again; nobody knows of the others whether they are stored. */
const REPEATED_AFTER_OUTAGE = 0.5;
/** Of the batches that were acknowledged, how many a client sends again all the same. */
const REPEATED_ANYWAY = 0.01;

/** What was done beside what the ledger holds. */
interface LoadFigures {
  /** The longest time from sending a batch to its acknowledgement. */
  readonly longestSendMs: number;
}

/**
 * Publishes orders at a rate, with the users and products they name; users are on their way while their first orders are.
 *
 * Users, products and poisoned records are sent until they are acknowledged; orders are not always: a client gives up.
 */
export async function runLoad(deps: LoadDeps, { rate, length, signal }: LoadOptions): Promise<LoadFigures> {
  const { events, writer, topics, ledger, shop, random } = deps;
  const underWay = new Set<Promise<void>>();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {});
  let longestSendMs = 0;

  const start = (work: Promise<void>) => {
    const running = work.catch((error) => broken.reject(error)).finally(() => underWay.delete(running));
    underWay.add(running);
  };
  /** Resolves to false when the log could not be reached. */
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
  let then = began;
  let owed = 0;
  let poisons = 0;
  for (let now = began; !isOver(length, now - began) && !signal.aborted; now = performance.now()) {
    for (const newcomers of shop.open(Math.min(1, (now - began) / length.ms))) {
      start(untilSent(() => events.publish(newcomers)));
    }
    owed = Math.min(owed + rate * (now - then) / 1_000, rate * CATCH_UP_MS / 1_000);
    then = now;
    if (owed >= 1 && underWay.size < MOST_SENDS_UNDER_WAY) {
      const orders = shop.orders(Math.floor(owed));
      owed -= orders.length;
      start(sendOrders(orders));
    }
    if (now - began >= poisons * POISON_EVERY_MS) {
      const id = `poison-${poisons}`;
      const poison = poisonOf(poisons++, id, shop.orders(1)[0]!, pick(random, shop.users));
      ledger.poisoned.set(id, poison.code);
      start(untilSent(async () => ledger.marks.add(await writer.append(topics[poison.stream], [poison.record]))));
    }
    await Promise.race([sleep(TICK_MS, signal), broken.promise]);
  }
  for (const newcomers of shop.open(1)) start(untilSent(() => events.publish(newcomers)));
  await Promise.race([Promise.all(underWay), broken.promise]);
  signal.throwIfAborted();
  return { longestSendMs };
}
