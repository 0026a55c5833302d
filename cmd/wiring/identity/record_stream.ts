import { decodeIdentified } from "../../../adapters/kafka/identity/identity_codec.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresErasedCustomers } from "../../../adapters/postgres/identity/erased_customers.ts";
import { PostgresStreamPositions } from "../../../adapters/postgres/commerce/stream_positions.ts";
import { traceHandler, traceSink } from "../../../adapters/system/trace_stream.ts";
import { withRetry } from "../../../adapters/system/with_retry.ts";
import type { EventRecord } from "../../../application/identity/ports/events.ts";
import { type Recorded, recordEvents } from "../../../application/identity/record_events.ts";
import { Outage, reasonOf } from "../../../application/shared/fault.ts";
import { persistStream } from "../../../application/shared/persist_stream.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { openErasureDigests } from "../engines/erasure_key.ts";
import { identityNames } from "../../../adapters/kafka/stream_names.ts";
import { observeStream } from "../process/observe_stream.ts";
import type { Log } from "../engines/kafka.ts";
import type { Process } from "../process/run_process.ts";

export async function recordStream(process: Process, sql: Sql, log: Log, record: EventRecord, signal: AbortSignal) {
  const { topic, group } = identityNames(process.config.prefix);
  const handler = persistStream<CustomerIdentified, Recorded>(
    {
      inbox: traceSink(
        recordEvents({
          record,
          erased: new PostgresErasedCustomers(sql, openErasureDigests(process.config)),
          positions: new PostgresStreamPositions(sql),
        }),
        "aws.dynamodb",
      ),
      decode: decodeIdentified,
      withRetry: withRetry((error, attempt) => {
        const service = error instanceof Outage ? error.service.toLowerCase() : "unknown";
        process.metrics.retries.inc({ service });
        process.log.warn({ topic, attempt, reason: reasonOf(error) }, "cannot record yet: trying again");
      }),
      observe: observeStream<Recorded>(process, (topic, partition, { stored, refused }) => {
        process.metrics.stored.inc({ topic }, stored);
        if (refused > 0) process.log.info({ topic, refused }, "events of erased customers were not recorded");
        process.log.debug({ topic, partition, stored, refused }, "batch recorded");
      }),
    },
    group,
    signal,
  );
  process.log.info({ topic, group }, "recorder subscribed");
  await log.reader.read(topic, group, traceHandler(handler, group), signal);
  process.log.info({ topic, group }, "recorder stopped");
}
