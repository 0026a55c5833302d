import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { SqlScope } from "./connect.ts";

/**
 * Tables with a type for every column: plain create, read, update and delete, where a misspelt column does not compile.
 * Statistics stay SQL.
 *
 * Kysely only writes the statements. They run on the given pool or transaction, so that its type parsers, prepared
 * statements and guards against dying connections hold for them as well; kysely-postgres-js would take a connection out
 * of the pool for each and open transactions of its own, past `safeBegin`. Transactions are the pool's:
 * `sql.begin((sql) => typedTables<T>(sql)…)`.
 *
 * @template T the tables by their names, each with its columns as the driver gives them
 */
export function typedTables<T>(scope: SqlScope): Kysely<T> {
  return new Kysely<T>({ dialect: dialectOn(scope) });
}

function dialectOn(scope: SqlScope): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => new ScopeDriver(scope),
  };
}

class ScopeDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(scope: SqlScope) {
    this.#connection = {
      executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
        // `prepare` allows it; whether it is done stays the pool's setting.
        const rows = await scope.unsafe(sql, parameters as never[], { prepare: true });
        return { rows: [...rows] as R[], numAffectedRows: BigInt(rows.count ?? 0) };
      },
      streamQuery: () => {
        throw new Error("Cannot stream from a typed table: use a cursor of the pool");
      },
    };
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#connection);
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  beginTransaction(): Promise<void> {
    return Promise.reject(new Error("Cannot begin here: open typed tables on a transaction of the pool"));
  }

  commitTransaction(): Promise<void> {
    return this.beginTransaction();
  }

  rollbackTransaction(): Promise<void> {
    return this.beginTransaction();
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}
