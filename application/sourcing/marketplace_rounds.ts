import type { MarketAccount } from "../../domain/sourcing/market_account.ts";
import { reasonOf } from "../shared/fault.ts";
import { everyPage } from "./page.ts";
import type { MarketAccounts } from "./ports/marketplace.ts";

export interface RoundLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export type AccountResult<T> =
  & { readonly market: string; readonly account: string; readonly error: string | null }
  & Partial<T>;

export type IsWanted = (account: MarketAccount) => boolean;

export interface RoundOptions {
  readonly signal: AbortSignal;
  /** Default: all. */
  readonly isWanted?: IsWanted;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** An account that fails holds up no other. */
export async function eachMarketAccount<T extends object>(
  accounts: Pick<MarketAccounts, "list">,
  { signal, isWanted = () => true }: RoundOptions,
  work: (account: MarketAccount) => Promise<T>,
): Promise<AccountResult<T>[]> {
  const done: AccountResult<T>[] = [];
  for (const account of (await everyPage((page) => accounts.list(page))).filter(isWanted)) {
    if (signal.aborted || account.status !== "ACTIVE") continue;
    const { market, name } = account;
    try {
      done.push({ market, account: name, error: null, ...await work(account) });
    } catch (error) {
      if (signal.aborted) break;
      done.push({ market, account: name, error: reasonOf(error) } as AccountResult<T>);
    }
  }
  return done;
}

/** Logs a lasting failure once, not in every round. */
export class FailureLog {
  readonly #log: Pick<RoundLog, "warn">;
  readonly #last = new Map<string, ReadonlySet<string>>();

  constructor(log: Pick<RoundLog, "warn">) {
    this.#log = log;
  }

  /** @param failures all of this round: a missing one has ended, and is logged again when it comes back */
  notify(message: string, failures: readonly { readonly account: string; readonly reason: string }[]): void {
    const known = this.#last.get(message) ?? new Set();
    const keyOf = ({ account, reason }: typeof failures[number]) => `${account}: ${reason}`;
    this.#last.set(message, new Set(failures.map(keyOf)));
    for (const failure of failures) if (!known.has(keyOf(failure))) this.#log.warn(failure, message);
  }

  notifyOf(message: string, results: readonly AccountResult<unknown>[]): void {
    const failed = results.flatMap(({ market, account, error }) =>
      error === null ? [] : [{ account: `${market}/${account}`, reason: error }]
    );
    this.notify(message, failed);
  }
}

export function anyCounted(counts: object): boolean {
  return Object.values(counts).some((count) => count > 0);
}
