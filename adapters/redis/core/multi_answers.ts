import type { ChainableCommander } from "ioredis";

/** Of every command of a `MULTI`. Throws the first error: the transaction itself would return it with the others. */
export async function multiAnswers(transaction: ChainableCommander): Promise<unknown[]> {
  const results = await transaction.exec().catch((error: { readonly previousErrors?: readonly Error[] }) => {
    // "EXECABORT" hides what was refused.
    throw error.previousErrors?.[0] ?? error;
  }) ?? [];
  const failed = results.find(([error]) => error);
  if (failed) throw failed[0];
  return results.map(([, answer]) => answer);
}
