import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { SupplierAccounts } from "../../../application/sourcing/ports/suppliers.ts";
import type { SupplierAccountId } from "../../../domain/sourcing/ids.ts";
import {
  type SupplierAccount,
  type SupplierAccountChanges,
  supplierAccountSchema,
} from "../../../domain/sourcing/supplier_account.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import type { SourceDb } from "./database.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";

const UNIQUE_VIOLATION = "23505";

export class PostgresSupplierAccounts implements SupplierAccounts {
  readonly writes = "source";
  readonly #db: SourceDb;

  constructor(db: SourceDb) {
    this.#db = db;
  }

  add(account: SupplierAccount): Promise<"added" | "exists"> {
    return mapPostgresErrors(async () => {
      const { count } = await this.#db`
        insert into supplier_accounts ${this.#db(toRow(account))} on conflict do nothing`;
      return count === 1 ? "added" : "exists";
    });
  }

  find(id: SupplierAccountId): Promise<SupplierAccount | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`select * from supplier_accounts where id = ${id}`;
      return row ? fromRow(row) : null;
    });
  }

  findAll(ids: readonly string[]): Promise<SupplierAccount[]> {
    return mapPostgresErrors(async () =>
      ids.length === 0
        ? []
        : (await this.#db`select * from supplier_accounts where id in ${this.#db(ids)}`).map(fromRow)
    );
  }

  list(page: PageRequest): Promise<Page<SupplierAccount>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from supplier_accounts
        where true ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, fromRow);
    });
  }

  change(id: SupplierAccountId, changes: SupplierAccountChanges): Promise<SupplierAccount | "exists" | null> {
    return mapPostgresErrors(async () => {
      try {
        const [row] = await this.#db`
          update supplier_accounts set ${
          this.#db(columnsOf(changes))
        }, updated_at = now() where id = ${id} returning *`;
        return row ? fromRow(row) : null;
      } catch (error) {
        if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return "exists";
        throw error;
      }
    });
  }
}

function toRow({ id, supplier, status, createdAt, updatedAt, ...rest }: SupplierAccount) {
  return { id, supplier, ...columnsOf({ ...rest, status }), created_at: createdAt, updated_at: updatedAt };
}

function columnsOf({ name, protocol, feedUrl, credential, requestsPerMinute, status }: SupplierAccountChanges) {
  const columns = { name, protocol, feed_url: feedUrl, credential, requests_per_minute: requestsPerMinute, status };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Record<
    string,
    string | number | null
  >;
}

function fromRow(row: Record<string, unknown>): SupplierAccount {
  return supplierAccountSchema.parse({
    id: row.id,
    supplier: row.supplier,
    name: row.name,
    protocol: row.protocol,
    feedUrl: row.feed_url,
    credential: row.credential,
    requestsPerMinute: row.requests_per_minute,
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}
