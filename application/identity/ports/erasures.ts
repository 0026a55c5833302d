import type { CustomerId } from "../../../domain/identity/customer.ts";

export interface Found {
  readonly place: string;
  /** `null` if copies can't be looked up or removed by customer. */
  readonly records: number | null;
  /** Latest expiry of copies that can't be removed individually. */
  readonly goneBy?: Date;
}

/** `erase` lists every place, also when empty. Idempotent. Throws `Outage`. */
export interface PersonalDataStore {
  readonly name: string;
  erase(customer: CustomerId, at: Date): Promise<readonly Found[]>;
}

/** Erased first, so that later arrivals are refused. `erasedAt`: the first erasure since the last admission. */
export interface ErasureRegister {
  readonly name: string;
  begin(customer: CustomerId, at: Date): Promise<{ readonly erasedAt: Date; readonly found: readonly Found[] }>;
}
