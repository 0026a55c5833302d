import type { ChainableCommander } from "ioredis";

/** Of every command of a `MULTI`. Throws the first error: the transaction itself would return it with the others. */
export async function multiAnswers(transaction: ChainableCommander): Promise<unknown[]> {
  const results = await transaction.exec() ?? [];
  const failed = results.find(([error]) => error);
  if (failed) throw failed[0];
  return results.map(([, answer]) => answer);
}
