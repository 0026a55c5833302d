import { Journal } from "../../../../adapters/embedded/journal.ts";
import { startEmbeddedPostgres } from "../../../../adapters/embedded/start_postgres.ts";
import { MemoryCustomerEvents } from "../../../../adapters/memory/identity/customer_events.ts";
import { connectPostgres } from "../../../../adapters/postgres/core/connect.ts";
import { customerIdSchema } from "../../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../../domain/identity/customer_identified.ts";
import { checkEvents } from "./check_events.ts";
import { checkIdentities } from "./check_identities.ts";
import { checkStore, type TableFindings } from "./check_store.ts";
import type { Ledger } from "../load/ledger.ts";
import type { Sightings } from "../load/sightings.ts";

export interface EmbeddedFindings {
  readonly orders: Omit<TableFindings, "unknown">;
  readonly identities: { readonly acknowledged: number; readonly stored: number };
  readonly events: { readonly recorded: number };
  readonly wrongEffects: number;
  readonly problems: readonly string[];
}

export async function checkEmbedded(folder: string, ledger: Ledger, sightings: Sightings): Promise<EmbeddedFindings> {
  const postgres = await startEmbeddedPostgres(`${folder}/postgres`);
  const sql = connectPostgres({ url: postgres.url, max: 1 });
  try {
    const { tables, wrongEffects, problems } = await checkStore(sql, ledger, { isShared: true });
    const { unknown: _, ...orders } = tables.orders;
    const found = await checkIdentities(sql, sightings);
    const recorded = await readEmbeddedEvents(folder, [...sightings.visitors.keys()]);
    const published = found.identities.map(({ eventId }) => eventId);
    const events = checkEvents(found.identities, recorded, published);
    return {
      orders,
      identities: { acknowledged: found.acknowledged, stored: found.stored },
      events: { recorded: events.recorded },
      wrongEffects: wrongEffects + found.wrongEffects,
      problems: [...problems, ...found.problems, ...events.problems].map((text) => `data folder: ${text}`),
    };
  } finally {
    await sql.end({ timeout: 5 });
    await postgres.stop();
  }
}

const EVER = { from: new Date(0), to: new Date("9999-01-01T00:00:00Z") };
const MOST = 1_000_000;

async function readEmbeddedEvents(folder: string, customers: readonly string[]): Promise<CustomerIdentified[]> {
  const { journal, records } = await Journal.open(`${folder}/customer-events.jsonl`);
  await journal.close();
  const events = new MemoryCustomerEvents();
  events.restore(records);
  const found: CustomerIdentified[] = [];
  for (const customer of customers) {
    const page = await events.ofCustomer([customerIdSchema.parse(customer)], EVER, MOST);
    if (page !== "wrong_cursor") found.push(...page.events);
  }
  return found;
}
