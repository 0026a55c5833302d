import { context, createContextKey, type Span, SpanKind, trace } from "@opentelemetry/api";
import type { LogHandler, LogWriter } from "../../application/shared/log.ts";
import type { EventSink, StreamOutcome } from "../../application/shared/persist_stream.ts";
import { contextOf, endingWith, isTracing, startSpan, traceparentOf } from "./tracing.ts";

const RECORDS = createContextKey("spans of the records of a batch");

/** A span for each record, in the trace of whoever published it. Several records share a batch's time. */
export function traceHandler(handler: LogHandler, group: string): LogHandler {
  if (!isTracing()) return handler;
  return {
    positionOf: (topic, range) => handler.positionOf(topic, range),
    take: async (batch, signal) => {
      const spans = batch.records.flatMap(({ headers, topic, partition, offset }) => {
        const parent = contextOf(headers["traceparent"]);
        if (!parent) return [];
        const attributes = {
          "messaging.system": "kafka",
          "messaging.operation.type": "process",
          "messaging.destination.name": topic,
          "messaging.destination.partition.id": String(partition),
          "messaging.kafka.offset": offset,
          "messaging.consumer.group.name": group,
        };
        return [startSpan(`process ${topic}`, { kind: SpanKind.CONSUMER, attributes }, parent)];
      });
      const work = () => handler.take(batch, signal);
      return await context.with(context.active().setValue(RECORDS, spans), () => endingWith(spans, work));
    },
  };
}

/** A span for each record that goes on to the log, between whoever decided on it and whoever reads it. */
export function traceWriter(writer: LogWriter): LogWriter {
  if (!isTracing()) return writer;
  return {
    append: async (topic, records) => {
      const spans: Span[] = [];
      const traced = records.map((record) => {
        const parent = contextOf(record.headers["traceparent"]);
        if (!parent) return record;
        const attributes = { "messaging.system": "kafka", "messaging.destination.name": topic };
        const span = startSpan(`publish ${topic}`, { kind: SpanKind.PRODUCER, attributes }, parent);
        spans.push(span);
        const traceparent = traceparentOf(span);
        return traceparent === null ? record : { ...record, headers: { ...record.headers, traceparent } };
      });
      return await endingWith(spans, () => writer.append(topic, traced));
    },
  };
}

/** A child of each record's span for the transaction, or the calls, that store the batch. */
export function traceSink<E, R extends StreamOutcome>(
  sink: EventSink<E, R>,
  system: "postgresql" | "aws.dynamodb",
): EventSink<E, R> {
  if (!isTracing()) return sink;
  return {
    ...(sink.probe ? { probe: (event) => sink.probe!(event) } : {}),
    position: (at) => sink.position(at),
    accept: async (advance, events, dead) => {
      const records = context.active().getValue(RECORDS) as readonly Span[] | undefined ?? [];
      const attributes = { "db.system.name": system, "db.operation.batch.size": events.length };
      const spans = records.map((record) =>
        startSpan(
          `store ${advance.topic}`,
          { kind: SpanKind.CLIENT, attributes },
          trace.setSpan(context.active(), record),
        )
      );
      return await endingWith(spans, () => sink.accept(advance, events, dead));
    },
  };
}
