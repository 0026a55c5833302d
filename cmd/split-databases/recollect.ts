import { asDatabase } from "../../adapters/postgres/sourcing/database.ts";
import { makeRound } from "../../application/sourcing/make_round.ts";
import { everyPage } from "../../application/sourcing/page.ts";
import { syncAccount } from "../../application/sourcing/sync_suppliers.ts";
import { placeOf } from "../../domain/sourcing/placement.ts";
import { RECORD_KINDS } from "../../domain/sourcing/supplier_item.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { makeRoundDeps, sourcingDeps } from "../wiring/sourcing.ts";
import type { SplitDatabases } from "./connect.ts";
import { type Fitting, NO_FITTING } from "./move.ts";
import { probeDatabases, type ProbeResult } from "./probe.ts";
import { ACCOUNT_TABLES, planAccounts } from "./recollect_accounts.ts";
import { type RecollectedListings, recollectListings } from "./recollect_listings.ts";
import { refuse } from "./refusal.ts";
import { lockAll } from "./split.ts";

interface FetchedKind {
  readonly account: string;
  readonly kind: string;
  readonly status: string;
  readonly seen: number;
  readonly added: number;
  readonly error: string | null;
}

/** Rows of the old database that nothing here fetches or derives. */
interface Forgone {
  readonly table: string;
  readonly rows: number;
}

export interface Recollected {
  /** Accounts that were added, by table. */
  readonly accounts: Readonly<Record<string, number>>;
  readonly fetched: readonly FetchedKind[];
  readonly products: { readonly made: number; readonly deadLettered: number; readonly embedded: number };
  readonly listings: RecollectedListings;
  readonly forgone: readonly Forgone[];
}

interface RecollectOptions {
  readonly fitting: Fitting | null;
  readonly onProgress: (stage: string, done: number) => void;
}

const FETCHED = ["supplier_item_raw", "supplier_order_raw", "supplier_qna_raw", "supplier_category_raw"];
const DERIVED = ["products", "embeddings", "market_listings"];

/** Changes nothing. Throws `SplitRefused` for what {@link recollect} would refuse. */
export async function planRecollection(databases: SplitDatabases, given: Fitting | null) {
  const probed = await probeDatabases(databases, ontoOurTables(given));
  const begun = databases.news.filter((_, nth) => probed.records[nth]).map(({ name }) => name);
  if (begun.length > 0) {
    refuse("other_split", "Cannot recollect: a split has begun there, which --rollback takes back", begun);
  }
  return { probed, accounts: await planAccounts(databases, probed), forgone: forgoneOf(probed) };
}

/**
 * Fetches again what suppliers have, and derives products and listings from it: of the old database only the accounts
 * are taken over, and under which id a marketplace knows a listing. Whatever is there already stays, so that it may be
 * interrupted and run again.
 */
export async function recollect(
  databases: SplitDatabases,
  { fitting, onProgress }: RecollectOptions,
  process: Process,
): Promise<Recollected> {
  const { probed, accounts, forgone } = await planRecollection(databases, fitting);
  const { old, news } = databases;
  const { signal } = process;
  await using _locks = await lockAll(databases);
  await Promise.all(news.map(({ migrations }) => migrations.up()));
  const added = await accounts.add();
  const sqlOf = (name: string) => news.find((database) => database.name === name)!.sql;
  const three = {
    source: asDatabase(sqlOf("source"), "source"),
    dropship: asDatabase(sqlOf("dropship"), "dropship"),
    market: asDatabase(sqlOf("market"), "market"),
    singleSession: false,
  };
  const deps = sourcingDeps(process, three);
  const fetched: FetchedKind[] = [];
  const suppliers = await everyPage((page) => deps.accounts.list(page));
  for (const account of suppliers.filter(({ status }) => status === "ACTIVE")) {
    for (const kind of RECORD_KINDS) {
      signal.throwIfAborted();
      const name = `${account.supplier}/${account.name}`;
      const job = await syncAccount(deps, account, {
        kind,
        mode: "everything",
        signal,
        onPage: ({ seen }) => onProgress(`${name} ${kind}`, seen),
      });
      const { status, seen, added, error } = job;
      fetched.push({ account: name, kind, status, seen, added, error });
    }
  }
  signal.throwIfAborted();
  const { relayed, deadLettered, embedded } = await makeRound(makeRoundDeps(process, three, deps), {
    signal,
    onProgress,
  });
  const marketAccounts = await everyPage((page) => deps.marketAccounts.list(page));
  const listings = await recollectListings({
    old,
    dropship: three.dropship,
    products: deps.products,
    listings: deps.listings,
    marketAccounts: new Set(marketAccounts.map(({ id }) => String(id))),
    digest: deps.digest,
  }, probed.plan.moves);
  return { accounts: added, fetched, products: { made: relayed, deadLettered, embedded }, listings, forgone };
}

export function isWhole({ fetched, products, listings }: Recollected): boolean {
  return fetched.every(({ status }) => status === "DONE" || status === "UNCHANGED") && products.deadLettered === 0 &&
    listings.problem === null;
}

function ontoOurTables(fitting: Fitting | null): Fitting {
  const { map, ...others } = fitting ?? NO_FITTING;
  return { map: map ?? { tables: {}, ignore: [] }, ...others };
}

function forgoneOf({ catalogs: { old } }: ProbeResult): Forgone[] {
  const again: readonly string[] = [...FETCHED, ...DERIVED, ...ACCOUNT_TABLES];
  return old.tables.filter(({ name, rows }) => placeOf(name) && rows > 0 && !again.includes(name))
    .map(({ name, rows }) => ({ table: name, rows }));
}
