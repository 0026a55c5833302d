import type { MarketAccounts } from "../../../application/sourcing/ports/marketplace.ts";
import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { MarketAccountId } from "../../../domain/sourcing/ids.ts";
import {
  type MarketAccount,
  type MarketAccountChanges,
  marketAccountSchema,
} from "../../../domain/sourcing/market_account.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import type { MarketDb } from "./database.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";

type Parameter = ReturnType<MarketDb["json"]>;

const UNIQUE_VIOLATION = "23505";

export class PostgresMarketAccounts implements MarketAccounts {
  readonly writes = "market";
  readonly #db: MarketDb;

  constructor(db: MarketDb) {
    this.#db = db;
  }

  add({ id, market, createdAt, updatedAt, ...rest }: MarketAccount): Promise<"added" | "exists"> {
    return mapPostgresErrors(async () => {
      const row = { id, market, ...columnsOf(this.#db, rest), created_at: createdAt, updated_at: updatedAt };
      const { count } = await this.#db`insert into market_accounts ${this.#db(row)} on conflict do nothing`;
      return count === 1 ? "added" : "exists";
    });
  }

  find(id: MarketAccountId): Promise<MarketAccount | null> {
    return this.findAll([id]).then(([account]) => account ?? null);
  }

  findAll(ids: readonly string[]): Promise<MarketAccount[]> {
    return mapPostgresErrors(async () =>
      ids.length === 0 ? [] : (await this.#db`select * from market_accounts where id in ${this.#db(ids)}`).map(fromRow)
    );
  }

  list(page: PageRequest): Promise<Page<MarketAccount>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from market_accounts
        where true ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, fromRow);
    });
  }

  change(id: MarketAccountId, changes: MarketAccountChanges): Promise<MarketAccount | "exists" | null> {
    return mapPostgresErrors(async () => {
      try {
        const [row] = await this.#db`
          update market_accounts set ${
          this.#db(columnsOf(this.#db, changes))
        }, updated_at = now() where id = ${id} returning *`;
        return row ? fromRow(row) : null;
      } catch (error) {
        if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return "exists";
        throw error;
      }
    });
  }
}

function columnsOf(
  db: MarketDb,
  { name, vendorId, protocol, apiUrl, credential, requestsPerMinute, feeRate, settings, status }: MarketAccountChanges,
): Record<string, string | number | null | Parameter> {
  const columns = {
    name,
    vendor_id: vendorId,
    protocol,
    api_url: apiUrl,
    credential,
    requests_per_minute: requestsPerMinute,
    fee_rate: feeRate,
    settings: settings && db.json(settings as Parameters<MarketDb["json"]>[0]),
    status,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Record<
    string,
    string | number | null | Parameter
  >;
}

function fromRow(row: Record<string, unknown>): MarketAccount {
  return marketAccountSchema.parse({
    id: row.id,
    market: row.market,
    name: row.name,
    vendorId: row.vendor_id,
    protocol: row.protocol,
    apiUrl: row.api_url,
    credential: row.credential,
    requestsPerMinute: row.requests_per_minute,
    feeRate: row.fee_rate,
    settings: row.settings,
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}
