import { connectPostgres } from "../../adapters/postgres/core/connect.ts";
import {
  asDatabase,
  type DropshipDb,
  type MarketDb,
  type SourceDb,
} from "../../adapters/postgres/sourcing/database.ts";
import { type DatabaseName, DATABASES } from "../../application/sourcing/one_database.ts";
import { type DatabaseOptions, temporaryDatabase } from "./temporary_database.ts";

/** The three databases of one test on the real server; dropped when disposed of. */
export interface TemporarySourcing extends AsyncDisposable {
  readonly source: SourceDb;
  readonly dropship: DropshipDb;
  readonly market: MarketDb;
  readonly env: Readonly<Record<string, string>>;
}

export async function temporarySourcing(options: Omit<DatabaseOptions, "migrations"> = {}): Promise<TemporarySourcing> {
  const closing = new AsyncDisposableStack();
  const [source, dropship, market] = await Promise.all(
    DATABASES.map(async (migrations) => closing.use(await temporaryDatabase({ ...options, migrations }))),
  );
  return {
    source: asDatabase(source!.sql, "source"),
    dropship: asDatabase(dropship!.sql, "dropship"),
    market: asDatabase(market!.sql, "market"),
    env: {
      SOURCE_DATABASE_URL: source!.url,
      DROPSHIP_DATABASE_URL: dropship!.url,
      MARKET_DATABASE_URL: market!.url,
      METRICS_PORT: "0",
      PORT: "0",
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** The same databases through connections that tell of each statement; closed when disposed of. */
export function watchSourcing(
  { env }: TemporarySourcing,
  onStatement: (database: DatabaseName, statement: string) => void,
) {
  const closing = new AsyncDisposableStack();
  const open = (name: DatabaseName) => {
    const url = env[`${name.toUpperCase()}_DATABASE_URL`]!;
    const sql = connectPostgres({ url, max: 4, onStatement: (statement) => onStatement(name, statement) });
    closing.defer(() => sql.end());
    return sql;
  };
  return {
    source: asDatabase(open("source"), "source"),
    dropship: asDatabase(open("dropship"), "dropship"),
    market: asDatabase(open("market"), "market"),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
