/** COPY stored nothing and can't say why; row by row the server names what is wrong. */
export class NotCopied extends Error {}

/** in_failed_sql_transaction: the COPY before this statement failed. */
const ABORTED = "25P02";

/** For a `catch` behind a COPY that the server did not even begin, as under row-level security. */
export function notCopiedWhereRefused(cause: unknown): never {
  // "FATAL": the session is gone, which is an outage.
  if ((cause as { severity?: unknown } | null)?.severity === "ERROR") {
    throw new NotCopied("Cannot copy the orders", { cause });
  }
  throw cause;
}

/** For a `catch` behind the first statement after a COPY. */
export function notCopiedWhereAborted(cause: unknown): never {
  if ((cause as { code?: unknown } | null)?.code === ABORTED) throw new NotCopied("Cannot copy the orders", { cause });
  throw cause;
}
