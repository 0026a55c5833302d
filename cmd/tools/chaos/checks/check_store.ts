import { findDifferences } from "../../../../adapters/postgres/commerce/reconcile.ts";
import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { ORDERS } from "../../../../adapters/postgres/commerce/order_columns.ts";
import { PRODUCTS } from "../../../../adapters/postgres/commerce/product_columns.ts";
import { USERS } from "../../../../adapters/postgres/commerce/user_columns.ts";
import { type Stream, STREAMS } from "../../../../domain/commerce/commerce_event.ts";
import { contentOf, type Entry, type Ledger } from "../load/ledger.ts";

export interface TableFindings {
  readonly acknowledged: number;
  readonly unacknowledged: number;
  readonly stored: number;
  readonly lost: number;
  /** With a topic that was deleted. */
  readonly deleted: number;
  readonly doubled: number;
  readonly different: number;
  readonly unknown: number;
}

export interface StoreFindings {
  readonly tables: Readonly<Record<Stream, TableFindings>>;
  /** Totals that differ from those recomputed from the orders. */
  readonly wrongEffects: number;
  readonly problems: readonly string[];
}

type Row = Record<string, unknown>;
const PAGE = 2_000;

const READ = {
  users: { id: "user_id", content: (row: Row) => contentOf.users(USERS.fromRow(row)) },
  products: { id: "product_id", content: (row: Row) => contentOf.products(PRODUCTS.fromRow(row)) },
  orders: {
    id: "order_id",
    content: (row: Row, isTimed: boolean) => contentOf[isTimed ? "orders" : "untimedOrders"](ORDERS.fromRow(row)),
  },
} as const;

interface StoreOptions {
  /** Other writers stored rows too: rows that were never sent are theirs. */
  readonly isShared?: boolean;
}

export async function checkStore(
  sql: Sql,
  ledger: Ledger,
  { isShared = false }: StoreOptions = {},
): Promise<StoreFindings> {
  const problems: string[] = [];
  const tables: Partial<Record<Stream, TableFindings>> = {};
  for (const stream of STREAMS) {
    tables[stream] = await checkTable(sql, stream, ledger, { problems, isShared });
  }
  const { deleted } = tables.orders!;
  if (deleted > ledger.mostDeleted) {
    problems.push(`lost: ${deleted} orders from before a topic was made anew, ${ledger.mostDeleted} were unread`);
  }
  const differences = await findDifferences(sql);
  for (const { figure, key, stored, recounted } of differences) {
    problems.push(`wrong effect: ${figure} of ${key} is ${stored}, the orders say ${recounted}`);
  }
  return { tables: tables as Record<Stream, TableFindings>, wrongEffects: differences.length, problems };
}

async function checkTable(
  sql: Sql,
  stream: Stream,
  ledger: Ledger,
  { problems, isShared }: { readonly problems: string[]; readonly isShared: boolean },
): Promise<TableFindings> {
  const entries: ReadonlyMap<string, Entry> = ledger.entries[stream];
  const { id: idColumn, content: read } = READ[stream];
  const seen = new Set<string>();
  const count = { stored: 0, doubled: 0, different: 0, unknown: 0 };
  const problem = (kind: "doubled" | "different" | "unknown", text: string) => {
    count[kind]++;
    problems.push(`${kind}: ${text}`);
  };
  for await (const rows of sql`select * from ${sql(stream)}`.cursor(PAGE)) {
    for (const row of rows) {
      count.stored++;
      const id = row[idColumn] as string;
      const entry = entries.get(id);
      const content = read(row, entry?.isTimed ?? true);
      if (seen.has(id)) problem("doubled", `${id} of ${stream} is stored again: ${content}`);
      else if (!entry && !isShared) problem("unknown", `${id} of ${stream} was never sent: ${content}`);
      else if (entry && entry.content !== content) {
        problem("different", `${id} of ${stream}: ${content}; sent: ${entry.content}`);
      }
      seen.add(id);
    }
  }
  let acknowledged = 0;
  let lost = 0;
  let deleted = 0;
  for (const [id, entry] of entries) {
    if (!entry.acknowledged) continue;
    acknowledged++;
    if (seen.has(id)) continue;
    if (stream === "orders" && ledger.deletable.has(id)) {
      deleted++;
      continue;
    }
    lost++;
    problems.push(`lost: ${id} of ${stream}, acknowledged as ${entry.content}`);
  }
  return { acknowledged, unacknowledged: entries.size - acknowledged, lost, deleted, ...count };
}
