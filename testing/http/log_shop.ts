import { MemoryLog } from "../../adapters/memory/core/log.ts";
import { deadLetterRecord } from "../../application/shared/dead_letter_record.ts";
import type { StoredRecord } from "../../application/shared/log.ts";
import type { Stream } from "../../domain/commerce/commerce_event.ts";
import type { HttpDeps } from "../../adapters/http/deps.ts";
import { type FakeShop, fakeShop } from "./fake_shop.ts";

interface LogShop {
  readonly shop: FakeShop;
  readonly log: MemoryLog;
  /** Puts what can't be read as an order into the topic of dead letters. */
  bury(
    stream: Stream,
    nth: number,
    value: string,
    cause?: { readonly code: string; readonly message: string },
  ): Promise<void>;
  /** What was sent to a stream again. */
  sent(stream: Stream): Promise<StoredRecord[]>;
}

const NOT_JSON = { code: "not_json", message: "Cannot read the record as JSON" };

/** Gives a fake shop dead letters, in a log of its own; everything else stays as it is. */
export function logShop(shop: FakeShop = fakeShop()): LogShop {
  const log = new MemoryLog({ now: () => shop.now, partitions: 1 });
  const { commerce } = shop.deps;
  const deps: HttpDeps = {
    ...shop.deps,
    commerce: {
      ...commerce,
      scanner: log,
      inspector: {
        ...commerce.inspector,
        ranges: (topic) => topic.endsWith(".dlq") ? log.ranges(topic) : commerce.inspector.ranges(topic),
      },
      redrive: { ...commerce.redrive, writer: log },
    },
  };
  return {
    shop: Object.defineProperty(shop, "deps", { value: deps }),
    log,
    async bury(topic, nth, value, cause = NOT_JSON) {
      const letter = { topic, partition: 0, offset: nth, key: `K-${nth}`, value: new TextEncoder().encode(value) };
      await log.append(`${topic}.dlq`, [deadLetterRecord({ ...letter, headers: {}, cause })]);
    },
    sent: async (stream) => (await Array.fromAsync(log.scan(stream, new Map()))).flat(),
  };
}
