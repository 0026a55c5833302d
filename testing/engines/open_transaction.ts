import type { Sql, SqlScope } from "../../adapters/postgres/core/connect.ts";

interface OpenTransaction extends AsyncDisposable {
  commit(): Promise<void>;
}

/** A transaction that has done its `work` and stays open, with its locks and its snapshot, until it is committed. */
export async function openTransaction(
  sql: Sql,
  work: (sql: SqlScope) => Promise<unknown>,
  mode = "",
): Promise<OpenTransaction> {
  const done = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const holding = sql.begin(mode, async (scope) => {
    await work(scope);
    done.resolve();
    await release.promise;
  });
  await Promise.race([done.promise, holding]);
  const commit = async () => {
    release.resolve();
    await holding;
  };
  return { commit, [Symbol.asyncDispose]: commit };
}
