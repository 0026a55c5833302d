import { PostgresInbox } from "../../adapters/postgres/inbox.ts";
import { PostgresOutbox } from "../../adapters/postgres/outbox.ts";
import { PostgresWaitingOrders } from "../../adapters/postgres/waiting_orders.ts";
import type { Sql } from "../../adapters/postgres/connect.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { groupLag } from "../../application/commerce/group_lag.ts";
import type { LogInspector } from "../../application/shared/log.ts";
import type { StreamNames } from "../wiring/names.ts";

/** What is still to be done. */
export interface Unsettled {
  /** Records that are not stored. */
  readonly lag: number;
  readonly waitingOrders: number;
  /** Dead letters on their way to the log. */
  readonly outbox: number;
}

export interface SettleDeps {
  readonly sql: Sql;
  readonly inspector: LogInspector;
  readonly streams: readonly StreamNames[];
  readonly say: (line: string) => void;
}

const POLL_MS = 250;
/** A group needs up to half a minute to form again after several deaths; this is far more. */
const GIVE_UP_AFTER_MS = 90_000;

/** Resolves when everything is stored and sent, or, with what is left, when nothing has moved for a long time. */
export async function untilSettled(deps: SettleDeps, signal: AbortSignal): Promise<Unsettled | null> {
  let last = "";
  let movedAt = performance.now();
  while (true) {
    signal.throwIfAborted();
    const left = await unsettled(deps);
    if (left.lag + left.waitingOrders + left.outbox === 0) return null;
    const now = JSON.stringify(left);
    if (now !== last) movedAt = performance.now();
    if (performance.now() - movedAt > GIVE_UP_AFTER_MS) return left;
    if (now !== last) {
      deps.say(`still to be stored: ${left.lag}, waiting: ${left.waitingOrders}, to be sent: ${left.outbox}`);
    }
    last = now;
    await sleep(POLL_MS, signal);
  }
}

async function unsettled({ sql, inspector, streams }: SettleDeps): Promise<Unsettled> {
  const ranges = await Promise.all(streams.map(({ topic }) => inspector.ranges(topic)));
  const positions = await new PostgresInbox(sql).all();
  const lags = streams.map((stream, i) => groupLag(stream, ranges[i]!, positions, new Date()).lag);
  return {
    lag: lags.reduce((sum, lag) => sum + lag, 0),
    waitingOrders: await new PostgresWaitingOrders(sql).count(),
    outbox: await new PostgresOutbox(sql).waiting(),
  };
}
