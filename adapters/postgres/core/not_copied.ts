/** COPY did not store its rows, and can't say why: stored row by row they are, or the server names what is wrong. */
export class NotCopied extends Error {}

/** SQLSTATE in_failed_sql_transaction: the statement before this one, the COPY, failed. */
const ABORTED = "25P02";

/** For a `catch` behind a COPY that the server would not even begin, as under row-level security. */
export function notCopiedWhereRefused(cause: unknown): never {
  // "FATAL": the session is gone, which is an outage.
  if ((cause as { severity?: unknown } | null)?.severity === "ERROR") {
    throw new NotCopied("Cannot copy the orders", { cause });
  }
  throw cause;
}

/** For a `catch` behind the first statement after a COPY: it is what COPY's own error comes out with. */
export function notCopiedWhereAborted(cause: unknown): never {
  if ((cause as { code?: unknown } | null)?.code === ABORTED) throw new NotCopied("Cannot copy the orders", { cause });
  throw cause;
}
