import type { SourceLine } from "../../../application/commerce/ports/order_line.ts";
import { mapped, replayed } from "../../../application/shared/iterators.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";
import { openTable } from "../open_table.ts";
import { type Field, FIELDS, type Profile } from "../profiles/profile.ts";
import { mappedProfile } from "../profiles/plain.ts";
import { PROFILES } from "../profiles/profiles.ts";
import type { Table, TableRow, TableShape } from "../table.ts";
import { UnusableFile } from "../unusable_file.ts";
import { completeOrders, type DraftRecord } from "./complete_orders.ts";
import type { DateOrder } from "./dates.ts";
import { ColumnEvidence, type Decisions } from "./decide.ts";
import { LineReader } from "./line_reader.ts";
import { olistTables, tablesIn, tablesInZip } from "./olist_tables.ts";
import { noLineIn } from "./no_line.ts";
import { type Columns, recognise, type Recognised, repeatedColumn } from "./recognise.ts";

export interface OrderFileOptions {
  readonly digest: Digest;
  readonly now: Date;
  /** Instead of finding out; a label for `TextDecoder`. */
  readonly encoding?: string | null;
  readonly dates?: DateOrder | null;
  /** IANA name. */
  readonly zone?: string | null;
  /** ISO 4217; for lines that don't say. */
  readonly currency?: string | null;
  /** Header names of a plain file's fields. */
  readonly map?: ReadonlyMap<Field, string> | null;
}

/** How the file was understood. */
export interface Understood {
  readonly profile: Profile;
  readonly shape: TableShape;
  /** The dates' order where a line needs it. */
  readonly dates: DateOrder | null;
  readonly decimal: "." | "," | null;
  readonly zone: string;
  readonly zoneFrom: "given" | "file" | "profile" | "unknown";
  /** Of lines that don't say; {@link NO_CURRENCY} where nothing tells. */
  readonly currency: string;
  readonly currencyFrom: "given" | "file" | "profile" | "lines" | "unknown";
  /** All of the first lines. */
  readonly currencies: readonly string[];
  /** Header names by field. */
  readonly columns: ReadonlyMap<Field, readonly string[]>;
  /** Columns of which nothing is stored. */
  readonly unread: readonly string[];
  /** What only the file's owner can tell, and how. Without an answer its lines must not be imported. */
  readonly questions: readonly string[];
}

/** "No currency" of ISO 4217, list one (https://www.six-group.com/en/products-services/financial-information/data-standards.html). */
export const NO_CURRENCY = "XXX";

export interface OrderFile {
  readonly understood: Understood;
  /** Below the header; `null` where that isn't known before the end. */
  readonly lines: number | null;
  /** May be read once. Ending the loop closes the file. */
  readonly records: AsyncIterable<SourceLine>;
  close(): Promise<void>;
}

/** Orders have no tax of their own. */
const STORED = FIELDS.filter((field) => field !== "tax");
/** Rows that are looked at before anything is read. */
const HEAD = 1_000;

/**
 * Recognises an export by its header, and decides once what its columns mean. Several files, a directory, and a zip of
 * several are those of Olist. Throws `UnusableFile` for what is no table of orders.
 */
export async function openOrderFile(paths: readonly string[], options: OrderFileOptions): Promise<OrderFile> {
  const [path = "", ...more] = paths;
  const isDirectory = more.length === 0 && await isDirectoryAt(path);
  const files = isDirectory ? await tablesIn(path) : paths;
  const parts = files.length > 1 || isDirectory
    ? files.map((path) => ({ path, entry: null }))
    : await tablesInZip(path);
  if (parts.length > 0) {
    const name = paths.join(", ");
    return await orderFileOf(name, await olistTables(parts, name), options);
  }
  const { encoding = null } = options;
  return await orderFileOf(path, (isHeader) => openTable(path, { encoding, isHeader }), options);
}

async function isDirectoryAt(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

type OpenTable = (isHeader: (row: readonly string[]) => boolean) => Promise<Table>;

/** @param open may be called a second time, to look through the whole table */
async function orderFileOf(path: string, open: OpenTable, options: OrderFileOptions): Promise<OrderFile> {
  const profiles = options.map ? [mappedProfile(options.map)] : PROFILES;
  const isHeader = (row: readonly string[]) => recognise(row, profiles) !== null;
  const table = await open(isHeader);
  try {
    const recognised = recognise(table.header, profiles);
    if (!recognised) throw new UnusableFile(path, notRecognised(table.header, options.map));
    const { profile, columns } = recognised;
    const twice = repeatedColumn(table.header, columns);
    if (twice !== null) throw new UnusableFile(path, `the column ${twice} is there twice: which one counts?`);

    const rows = table.rows[Symbol.asyncIterator]();
    const evidence = new ColumnEvidence({ ...recognised, header: table.header });
    const head = await lookAt(rows, evidence, table.reopens ? () => open(isHeader) : null);
    const decided = decide(recognised, evidence, options);
    const understood = {
      profile,
      shape: table.shape,
      ...decided,
      columns: namesOf(table.header, columns),
      unread: unreadOf(table.header, columns),
    };
    const isByLine = decided.currencyFrom === "lines" && decided.currency === NO_CURRENCY;
    const decisions: Decisions = isByLine ? { ...decided, currency: null } : decided;
    const latest = new Date(options.now.getTime() + DAY_MS);
    const reader = new LineReader({ ...recognised, header: table.header, decisions, digest: options.digest, latest });
    const noLine = noLineIn(table.header, columns);
    const drafts = draftsOf(replayed(head, rows), reader, noLine);
    const isWhole = WHOLE_ORDER.some((field) => columns[field].length > 0);
    return {
      understood,
      lines: table.lines,
      records: isWhole ? completeOrders(drafts) : drafts,
      close: () => table.close(),
    };
  } catch (error) {
    await table.close();
    throw error;
  }
}

/** Where lines tell something of their whole order. */
const WHOLE_ORDER: readonly Field[] = ["orderDiscount", "refunded", "status", "cancelled"];

/** The first rows, and what the columns prove; all rows where the first ones leave something open. */
async function lookAt(
  rows: AsyncIterator<TableRow>,
  evidence: ColumnEvidence,
  reopen: (() => Promise<Table>) | null,
): Promise<readonly TableRow[]> {
  const head: TableRow[] = [];
  let ended = false;
  while (head.length < HEAD) {
    const { done, value } = await rows.next();
    if (done) {
      ended = true;
      break;
    }
    head.push(value);
    if (value.fault === undefined) evidence.add(value.row);
  }
  if (!evidence.isOpen || ended || !reopen) return head;
  for await (const { row, fault } of (await reopen()).rows) {
    if (fault === undefined) evidence.add(row);
    if (!evidence.isOpen) break;
  }
  return head;
}

function decide(recognised: Recognised, evidence: ColumnEvidence, options: OrderFileOptions) {
  const { currency, currencyFrom } = currencyOf(recognised, evidence, options.currency ?? null);
  const used = currencyFrom === "lines" ? evidence.currencies : [currency];
  const questions: string[] = [];
  const dates = options.dates ?? evidence.dates ?? recognised.profile.dates ?? null;
  if (evidence.asksForDates && dates === null) {
    questions.push(`${evidence.ambiguousDate}: which is the day? give --dates dmy or --dates mdy`);
  }
  if (currencyFrom === "unknown") {
    questions.push("nothing tells the currency of its amounts: give --currency, such as --currency KRW");
  }
  return {
    dates,
    decimal: evidence.decimalFor(currency),
    ...zoneOf(recognised.profile, evidence, options.zone ?? null),
    currency,
    currencyFrom,
    currencies: used,
    questions,
  };
}

function currencyOf({ profile, columns }: Recognised, evidence: ColumnEvidence, given: string | null) {
  const of = (currency: string, currencyFrom: Understood["currencyFrom"]) => ({ currency, currencyFrom });
  if (columns.currency.length > 0 && evidence.currencies.length > 0) {
    return of(given ?? (evidence.currencies.length === 1 ? evidence.currencies[0]! : NO_CURRENCY), "lines");
  }
  if (given !== null) return of(given, "given");
  const found = evidence.sign ?? (evidence.looksKorean ? "KRW" : null);
  if (found !== null && !profile.isNational) return of(found, "file");
  return profile.currency === null ? of(NO_CURRENCY, "unknown") : of(profile.currency, "profile");
}

function zoneOf(profile: Profile, evidence: ColumnEvidence, given: string | null) {
  if (given !== null) return { zone: given, zoneFrom: "given" } as const;
  if (evidence.looksKorean) return { zone: "Asia/Seoul", zoneFrom: "file" } as const;
  if (profile.zone !== null) return { zone: profile.zone, zoneFrom: "profile" } as const;
  return { zone: "UTC", zoneFrom: "unknown" } as const;
}

function draftsOf(
  rows: AsyncIterable<TableRow>,
  reader: LineReader,
  isNoLine: (row: readonly string[]) => boolean,
): AsyncIterable<DraftRecord> {
  return mapped(rows, ({ line, raw, row, fault }) => {
    if (isNoLine(row)) return null;
    if (fault !== undefined) return { line, raw, fault, order: reader.orderOf(row) };
    return { line, raw, ...reader.read(row, raw) };
  });
}

function namesOf(header: readonly string[], columns: Columns): ReadonlyMap<Field, readonly string[]> {
  return new Map(
    STORED.filter((field) => columns[field].length > 0)
      .map((field) => [field, columns[field].map((column) => header[column]!)]),
  );
}

function unreadOf(header: readonly string[], columns: Columns): readonly string[] {
  const read = new Set(STORED.flatMap((field) => columns[field]));
  return header.filter((name, column) => name !== "" && !read.has(column));
}

function notRecognised(header: readonly string[], map: OrderFileOptions["map"]): string {
  const found = header.slice(0, 30).join(", ") + (header.length > 30 ? ", …" : "");
  if (map) {
    const missing = [...map].filter(([, name]) =>
      recognise(header, [mappedProfile(new Map([["order", name]]))]) === null
    );
    return `--map names ${missing.map(([, name]) => name).join(", ")}, but the columns are ${found}`;
  }
  const known = PROFILES.map(({ title }) => title).join(", ");
  return `its columns are of no known export (${known}): ${found}. Say which is which: ` +
    `--map order=…,sku=…,quantity=…,price=…,date=…`;
}
