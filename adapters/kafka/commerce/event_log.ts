import { SpanKind } from "@opentelemetry/api";
import { type CommerceEvent, type Stream, streamOf } from "../../../domain/commerce/commerce_event.ts";
import type { EventLog } from "../../../application/commerce/ports/stream.ts";
import type { LogWriter, Receipt } from "../../../application/shared/log.ts";
import { withSpan } from "../../system/tracing.ts";
import type { CodecOptions } from "../core/cloud_event.ts";
import { encodeEvent } from "./codec.ts";

interface EventLogOptions extends CodecOptions {
  readonly topics: Readonly<Record<Stream, string>>;
  readonly onPublished?: (topic: string, count: number) => void;
}

export class MessageEventLog implements EventLog {
  readonly #log: LogWriter;
  readonly #options: EventLogOptions;

  constructor(log: LogWriter, options: EventLogOptions) {
    this.#log = log;
    this.#options = options;
  }

  async publish(events: readonly CommerceEvent[]): Promise<Receipt[]> {
    const attributes = { "messaging.system": "kafka", "messaging.batch.message_count": events.length };
    return await withSpan("publish events", { kind: SpanKind.PRODUCER, attributes }, () => this.#publish(events));
  }

  async #publish(events: readonly CommerceEvent[]): Promise<Receipt[]> {
    const receipts = new Array<Receipt>(events.length);
    // One publish is one trace.
    const traceparent = this.#options.newTraceparent();
    const options = { source: this.#options.source, newTraceparent: () => traceparent };
    const byStream = Map.groupBy(events.entries(), ([, event]) => streamOf(event));
    await Promise.all([...byStream].map(async ([stream, placed]) => {
      const topic = this.#options.topics[stream];
      const written = await this.#log.append(topic, placed.map(([, event]) => encodeEvent(event, options)));
      placed.forEach(([index], nth) => receipts[index] = written[nth]!);
      this.#options.onPublished?.(topic, placed.length);
    }));
    return receipts;
  }
}
