import { PostgresStreamPositions } from "../../../../adapters/postgres/commerce/stream_positions.ts";
import { PostgresOutbox } from "../../../../adapters/postgres/core/outbox.ts";
import { PostgresPendingOrders } from "../../../../adapters/postgres/commerce/pending_orders.ts";
import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { sleep } from "../../../../adapters/system/sleep.ts";
import { groupLag } from "../../../../application/commerce/group_lag.ts";
import type { LogInspector } from "../../../../application/shared/log.ts";
import type { allStreams } from "../../../../adapters/kafka/stream_names.ts";

export interface Unsettled {
  readonly lags: Readonly<Record<string, number>>;
  readonly pendingOrders: number;
  readonly outbox: number;
  /** Batches whose orders are not in the totals yet. */
  readonly effects: number;
}

interface SettleDeps {
  readonly sql: Sql;
  readonly inspector: LogInspector;
  readonly streams: ReturnType<typeof allStreams>;
  readonly say: (line: string) => void;
}

const POLL_MS = 250;
const REPORT_EVERY_MS = 2_000;
/** A group needs up to half a minute to rebalance after several deaths; this is far more. */
const GIVE_UP_AFTER_MS = 120_000;

/** Resolves with `null` when everything is stored and sent, or with what is left when progress has stopped. */
export async function untilSettled(deps: SettleDeps, signal: AbortSignal): Promise<Unsettled | null> {
  let last = "";
  let movedAt = performance.now();
  let reportedAt = 0;
  while (true) {
    signal.throwIfAborted();
    const left = await unsettled(deps);
    if (left === null) return null;
    const now = JSON.stringify(left);
    if (now !== last) movedAt = performance.now();
    if (performance.now() - movedAt > GIVE_UP_AFTER_MS) return left;
    if (now !== last && performance.now() - reportedAt > REPORT_EVERY_MS) {
      deps.say(`still to be done: ${now}`);
      reportedAt = performance.now();
    }
    last = now;
    await sleep(POLL_MS, signal);
  }
}

async function unsettled({ sql, inspector, streams }: SettleDeps): Promise<Unsettled | null> {
  const ranges = await Promise.all(streams.map(({ topic }) => inspector.ranges(topic)));
  const positions = await new PostgresStreamPositions(sql).all();
  const lags = Object.fromEntries(
    streams.map((stream, i) => [stream.group, groupLag(stream, ranges[i]!, positions, new Date()).lag]),
  );
  const pendingOrders = await new PostgresPendingOrders(sql).count();
  const outbox = await new PostgresOutbox(sql).waiting();
  const [row] = await sql<{ effects: number }[]>`select count(*)::int as effects from order_deltas`;
  const { effects } = row!;
  const lag = Object.values(lags).reduce((sum, lag) => sum + lag, 0);
  return lag + pendingOrders + outbox + effects === 0 ? null : { lags, pendingOrders, outbox, effects };
}
