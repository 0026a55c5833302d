import type { BuyerMark } from "../../../domain/sourcing/buyer.ts";
import type { MarketAccountId } from "../../../domain/sourcing/ids.ts";
import type { ErasureRegister, Found } from "../../shared/erasure.ts";

/**
 * Of the market database. `begin` registers the marks, blanks the person's orders that are over with every sheet of
 * theirs, and lets those under way be blanked when they end; idempotent. Throws `Outage`.
 */
export interface BuyerRegister extends Pick<ErasureRegister<BuyerMark>, "name"> {
  begin(
    marks: readonly BuyerMark[],
    at: Date,
  ): Promise<{
    readonly erasedAt: Date;
    readonly found: readonly Found[];
    /** Of the orders that were found, theirs and those at suppliers: for what the other databases have. */
    readonly orders: readonly BuyerMark[];
  }>;
  /** Accounts with an order of this id; all where there is none yet. */
  accountsOf(externalOrderId: string): Promise<readonly MarketAccountId[]>;
}

/** Of the source database: what suppliers pass on of buyers. Registers too. Idempotent. Throws `Outage`. */
export interface BuyerMessages {
  readonly name: string;
  erase(marks: readonly BuyerMark[], at: Date): Promise<readonly Found[]>;
}

/** Blanks who is in records that nothing has changed since `before`, and is over or due. Returns them by place. */
export interface BuyerRetention {
  expire(before: Date): Promise<readonly Found[]>;
}
