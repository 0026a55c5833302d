import { assert, assertEquals } from "@std/assert";
import pino from "pino";
import { COMMERCE_MESSAGES } from "../../../adapters/kafka/commerce/codec.ts";
import { IDENTITY_MESSAGES } from "../../../adapters/kafka/identity/identity_codec.ts";
import { MemoryCustomerEvents } from "../../../adapters/memory/identity/customer_events.ts";
import { PostgresInbox } from "../../../adapters/postgres/commerce/inbox.ts";
import { PostgresCommerceWriter } from "../../../adapters/postgres/commerce/commerce_writer.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { redriveDeadLetters } from "../../../application/commerce/redrive_dead_letters.ts";
import { CUT_HEADER, deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import type { LogRecord, StoredRecord } from "../../../application/shared/log.ts";
import { type Stream, STREAMS } from "../../../domain/commerce/commerce_event.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import {
  type Fate,
  malformedMessages,
  type Subject,
  type WellMade,
} from "../../../testing/fixtures/malformed_messages.ts";
import { orderId, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import type { Config } from "../config/config.ts";
import { consumeStream, runMaintenance } from "./consume_stream.ts";
import { Closing } from "../process/closing.ts";
import { Health } from "../process/health.ts";
import { createMetrics } from "../process/metrics.ts";
import { identityNames, streamNames } from "../../../adapters/kafka/stream_names.ts";
import type { Log } from "../engines/kafka.ts";
import { recordStream } from "../identity/record_stream.ts";
import { relayEvents } from "../relay_events.ts";
import type { Process } from "../process/run_process.ts";

/** A log with every topic of an installation. */
export interface LogOfShop extends AsyncDisposable {
  readonly prefix: string;
  readonly log: Omit<Log, "events">;
  /** Records that only this log can be given, by whoever speaks its protocol; each has the fate that is told. */
  strangers?(topic: string, wellMade: (nth: number) => WellMade): Promise<readonly Stranger[]>;
}

export interface Stranger {
  readonly fate: Fate;
  readonly place: Place;
  /** The row that it makes, or that its mended form makes. */
  readonly nth: number;
}

type Place = Pick<StoredRecord, "partition" | "offset">;
type Name = Stream | "customer-identified";

/** One stream: how its messages are made, who consumes them, and what is stored of them. */
interface Kit extends Subject {
  readonly topic: string;
  wellMade(nth: number): WellMade;
  consume(process: Process, log: Log, signal: AbortSignal): Promise<unknown>;
  /** Numbers of the messages that are stored. */
  stored(): Promise<number[]>;
}

const GIVE_UP = { timeout: 120_000 };
const encoder = new TextEncoder();

/** What must hold of every topic that has a consumer, on every log. */
export function malformedMessagesContract(name: string, open: () => Promise<LogOfShop>): void {
  for (const stream of [...STREAMS, "customer-identified"] as const) {
    Deno.test(`${name}: ${stream} go on past every malformed message, and take what is mended`, async () => {
      await using shop = await open();
      await using database = await temporaryDatabase();
      const kit = await kitOf(stream, shop.prefix, database.sql);
      const messages = malformedMessages(kit);
      const log = shop.log as Log;
      const process = processOf(shop.prefix);
      const stop = new AbortController();

      // One after each malformed message, so that a consumer that stops at one, or skips too much, is found.
      const records = messages.flatMap((
        { record },
        nth,
      ) => [record(kit.wellMade(2 * nth)), plain(kit.wellMade(2 * nth + 1))]);
      const places = await log.writer.append(kit.topic, records);
      const strangers = await shop.strangers?.(kit.topic, (nth) => kit.wellMade(1_000 + nth)) ?? [];
      const expected = [
        ...messages.flatMap(({ what, fate }, nth) => [
          { what, fate, nth: 2 * nth, place: places[2 * nth]!, sent: records[2 * nth] },
          { what: `what came after ${what}`, fate: "stored" as const, nth: 2 * nth + 1, place: places[2 * nth + 1]! },
        ]),
        ...strangers.map(({ fate, place, nth }) => ({ what: `stranger ${nth}`, fate, nth: 1_000 + nth, place })),
      ];
      const dead = expected.filter(({ fate }) => fate !== "stored" && fate !== "blank");
      const alive = expected.filter(({ fate }) => fate === "stored");

      const consuming = kit.consume(process, log, stop.signal);
      const storedAre = (wanted: readonly { nth: number }[]) => async () =>
        (await kit.stored()).length === wanted.length;
      const lettersAre = (count: number) => async () => await countOf(log, deadLetterTopic(kit.topic)) === count;
      await waitUntil("see every good message stored", storedAre(alive), GIVE_UP).catch(() => {});
      await waitUntil("see every dead letter", lettersAre(dead.length), { timeout: 20_000 }).catch(() => {});

      const letters = await lettersOf(log, kit.topic);
      const fateOf = ({ place, nth }: { place: Place; nth: number }, stored: ReadonlySet<number>) =>
        letters.get(`${place.partition}/${place.offset}`)?.headers["dlq-code"] ??
          (stored.has(nth) ? "stored" : "blank");
      const stored = new Set(await kit.stored());
      assertEquals(
        expected.map((one) => `${one.what}: ${fateOf(one, stored)}`),
        expected.map(({ what, fate }) => `${what}: ${fate}`),
      );
      for (const { sent, place } of messages.map((_, nth) => ({ sent: records[2 * nth]!, place: places[2 * nth]! }))) {
        const letter = letters.get(`${place.partition}/${place.offset}`);
        if (letter && !(CUT_HEADER in letter.headers)) assertUntouched(letter, sent);
      }

      // Corrected, each of them is stored; nothing that was stored changes.
      const corrected = new Map(dead.map(({ place, nth }) => [`${kit.topic}/${place.partition}/${place.offset}`, nth]));
      const correct = (record: StoredRecord) => ({
        ...record,
        ...plain(kit.wellMade(corrected.get(record.headers["dlq-id"]!)!)),
      });
      const inbox = new PostgresInbox(database.sql);
      const redriven = await redriveDeadLetters({ ...log, inbox }, { topic: kit.topic, correct });
      assertEquals([redriven.sent, redriven.cut], [dead.length, 0]);
      await waitUntil("see what was corrected stored", storedAre([...alive, ...dead]), GIVE_UP);
      assertEquals(await countOf(log, deadLetterTopic(kit.topic)), dead.length, "nothing came back");
      stop.abort();
      await consuming;
      assert((await kit.stored()).length === alive.length + dead.length);
    });
  }
}

function plain({ key, data, headers }: WellMade): LogRecord {
  return { key, headers, value: encoder.encode(JSON.stringify(data)) };
}

function assertUntouched(letter: StoredRecord, { key, value, headers }: LogRecord): void {
  assertEquals([letter.key, letter.value?.length], [key, value?.length]);
  for (const [name, text] of Object.entries(headers)) assertEquals(letter.headers[name], text);
}

async function countOf({ inspector }: Log, topic: string): Promise<number> {
  return (await inspector.ranges(topic)).reduce((sum, { first, end }) => sum + end - first, 0);
}

/** Dead letters by the place that they came from. */
async function lettersOf({ scanner }: Log, topic: string): Promise<Map<string, StoredRecord>> {
  const letters = new Map<string, StoredRecord>();
  for await (const batch of scanner.scan(deadLetterTopic(topic), new Map())) {
    for (const letter of batch) {
      letters.set(`${letter.headers["dlq-partition"]}/${letter.headers["dlq-offset"]}`, letter);
    }
  }
  return letters;
}

function processOf(prefix: string): Process {
  const metrics = createMetrics("test");
  return {
    config: { prefix, database: { kind: "server" }, erasureKey: null, dataFolder: null } as Config,
    log: pino({ level: "silent" }),
    metrics,
    health: new Health(metrics.registry),
    longRunning: true,
    work: {},
    signal: new AbortController().signal,
    fail: () => {},
    closing: new Closing(),
  };
}

async function kitOf(name: Name, prefix: string, sql: Sql): Promise<Kit> {
  const samples = new Samples(`malformed ${name}`);
  const user = samples.user();
  const product = samples.product();
  const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
  const numbered = async (rows: Promise<{ id: string }[]>) =>
    (await rows).filter(({ id }) => id.startsWith("nth-")).map(({ id }) => Number(id.slice(4)));
  const common = { withoutValue: "empty_record" } as const;
  if (name === "customer-identified") {
    const record = new MemoryCustomerEvents();
    const { ceType } = IDENTITY_MESSAGES["customer.identified"];
    return {
      ...{ required: "confidence", text: "storeId", withoutValue: "blank" },
      otherType: COMMERCE_MESSAGES["order.placed"].ceType,
      topic: identityNames(prefix).topic,
      wellMade: (nth) => ({
        key: `customer-${nth}`,
        data: asJson(sampleIdentity(`customer-${nth}`)),
        headers: { ce_type: ceType, ce_id: `nth-${nth}` },
      }),
      consume: (process, log, signal) =>
        Promise.all([
          recordStream(process, sql, log, record, signal),
          relayEvents(process, sql, log, { idleMs: 50, signal }),
        ]),
      stored: async () => {
        const span = { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-04T00:00:00Z") };
        const page = await record.between(span, 10_000);
        assert(page !== "wrong_cursor");
        return await numbered(Promise.resolve(page.events.map(({ eventId }) => ({ id: eventId }))));
      },
    };
  }
  const { topic, eventType } = streamNames(prefix)[name];
  const headers = { ce_type: COMMERCE_MESSAGES[eventType].ceType };
  const consume: Kit["consume"] = (process, log, signal) =>
    Promise.all([
      consumeStream(process, sql, log, name, signal),
      runMaintenance(process, sql, log, { signal, relayMs: 50 }),
    ]);
  switch (name) {
    case "users":
      return {
        ...{ ...common, topic, consume, required: "name", text: "name" },
        otherType: COMMERCE_MESSAGES["product.listed"].ceType,
        wellMade: (nth) => ({ key: `nth-${nth}`, headers, data: asJson({ ...user, userId: `nth-${nth}` }) }),
        stored: () => numbered(sql<{ id: string }[]>`select user_id as id from users`),
      };
    case "products":
      return {
        ...{ ...common, topic, consume, required: "price", text: "name" },
        otherType: COMMERCE_MESSAGES["user.registered"].ceType,
        wellMade: (nth) => ({ key: `nth-${nth}`, headers, data: asJson({ ...product, productId: `nth-${nth}` }) }),
        stored: () => numbered(sql<{ id: string }[]>`select product_id as id from products`),
      };
    case "orders": {
      const store = new PostgresCommerceWriter(sql);
      await Promise.all([store.addUsers([user]), store.addProducts([product])]);
      return {
        ...{ ...common, topic, consume, required: "quantity", text: "paymentMethod" },
        otherType: COMMERCE_MESSAGES["user.registered"].ceType,
        wellMade: (nth) => {
          const order = samples.order(user, product, { orderId: orderId(`nth-${nth}`), paymentMethod: "CARD" });
          return { key: user.userId, headers, data: asJson(order) };
        },
        stored: () => numbered(sql<{ id: string }[]>`select order_id as id from orders`),
      };
    }
    default:
      return name satisfies never;
  }
}
