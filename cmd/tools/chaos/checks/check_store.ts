import { findDifferences } from "../../../../adapters/postgres/commerce/reconcile.ts";
import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { orderFromRow, productFromRow, userFromRow } from "../../../../adapters/postgres/commerce/rows.ts";
import { type Stream, STREAMS } from "../../../../domain/commerce/commerce_event.ts";
import { contentOf, type Entry, type Ledger } from "../load/ledger.ts";

/** How one table compares with what was sent. */
export interface TableFindings {
  readonly acknowledged: number;
  /** Sent without an answer. */
  readonly unacknowledged: number;
  readonly stored: number;
  /** Acknowledged, but not stored. */
  readonly lost: number;
  /** Stored a second time. */
  readonly doubled: number;
  /** Stored with another content. */
  readonly different: number;
  /** Stored, but never sent. */
  readonly unknown: number;
}

export interface StoreFindings {
  readonly tables: Readonly<Record<Stream, TableFindings>>;
  /** Figures beside the orders that a recount gives otherwise. */
  readonly wrongEffects: number;
  /** One line for each thing that is wrong. */
  readonly problems: readonly string[];
}

type Row = Record<string, unknown>;
const PAGE = 2_000;

const READ = {
  users: { id: "user_id", content: (row: Row) => contentOf.users(userFromRow(row)) },
  products: { id: "product_id", content: (row: Row) => contentOf.products(productFromRow(row)) },
  orders: {
    id: "order_id",
    content: (row: Row, isTimed: boolean) => contentOf[isTimed ? "orders" : "untimedOrders"](orderFromRow(row)),
  },
} as const;

interface StoreOptions {
  /** Others have stored rows too: what was never sent is theirs. */
  readonly isShared?: boolean;
}

/** Compares every stored row with the ledger, and every figure with a recount. */
export async function checkStore(
  sql: Sql,
  ledger: Ledger,
  { isShared = false }: StoreOptions = {},
): Promise<StoreFindings> {
  const problems: string[] = [];
  const tables: Partial<Record<Stream, TableFindings>> = {};
  for (const stream of STREAMS) {
    tables[stream] = await checkTable(sql, stream, ledger.entries[stream], problems, isShared);
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
  entries: ReadonlyMap<string, Entry>,
  problems: string[],
  isShared: boolean,
): Promise<TableFindings> {
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
      if (seen.has(id)) problem("doubled", `${id} of ${stream} stands there again: ${content}`);
      else if (!entry && !isShared) problem("unknown", `${id} of ${stream} was never sent: ${content}`);
      else if (entry && entry.content !== content) {
        problem("different", `${id} of ${stream}: ${content}; sent: ${entry.content}`);
      }
      seen.add(id);
    }
  }
  let acknowledged = 0;
  let lost = 0;
  for (const [id, entry] of entries) {
    if (!entry.acknowledged) continue;
    acknowledged++;
    if (seen.has(id)) continue;
    lost++;
    problems.push(`lost: ${id} of ${stream}, acknowledged as ${entry.content}`);
  }
  return { acknowledged, unacknowledged: entries.size - acknowledged, lost, ...count };
}
