import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresCrossDatabaseOutbox } from "../../adapters/postgres/sourcing/cross_database_outbox.ts";
import { asDatabase, type MarketDb } from "../../adapters/postgres/sourcing/database.ts";
import { PostgresWebhookOutbox } from "../../adapters/postgres/webhooks/outbox.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { OutboxMessage } from "../../application/sourcing/ports/outbox.ts";
import { openServer } from "./engines/postgres.ts";
import type { Process } from "./process/run_process.ts";

const TYPE = "listing.published";
const AT_ONCE = 200;
const IDLE_MS = 1_000;

interface ListingsTold {
  readonly market: MarketDb;
  /** Embedded. */
  readonly singleSession: boolean;
  readonly main: Sql;
}

/** What the market database has told is recorded here, then deleted there: recorded again, it changes nothing. */
export async function tellOfListings({ market, singleSession, main }: ListingsTold): Promise<number> {
  const outbox = new PostgresCrossDatabaseOutbox(market, "market", { singleSession });
  const webhooks = new PostgresWebhookOutbox(main);
  let told = 0;
  for (;;) {
    const held = await outbox.hold({ destination: "main", kinds: [TYPE], limit: AT_ONCE }, async (messages) => {
      await webhooks.record(messages.map(eventOf));
      return [];
    });
    if (held === 0) return told;
    told += held;
  }
}

/** Until `signal`; waits out outages of either database. */
export async function keepTellingOfListings(
  { log }: Pick<Process, "log">,
  open: () => Promise<ListingsTold>,
  signal: AbortSignal,
): Promise<void> {
  let opened: ListingsTold | null = null;
  const tell = async () => await tellOfListings(opened ??= await open());
  await repeat(tell, IDLE_MS, signal, (error) => {
    if (!signal.aborted) log.warn({ reason: reasonOf(error) }, "cannot tell of published listings yet: trying again");
  });
}

/** Where the market database is on a server; an embedded one is `start`'s. */
export async function tellOfListingsOnServer(process: Process, main: Sql): Promise<void> {
  const servers = process.config.sourcing.databases;
  if (servers === null) return;
  await keepTellingOfListings(process, async () => {
    const { sql } = await openServer(process, servers.market, { name: "event-relay" });
    process.closing.opened("the market database", () => sql.end({ timeout: 5 }));
    return { market: asDatabase(sql, "market"), singleSession: false, main };
  }, process.signal);
}

function eventOf({ id, payload }: OutboxMessage) {
  const { publishedAt } = payload as { readonly publishedAt: string };
  return { id, type: TYPE, at: new Date(publishedAt), data: payload } as const;
}
