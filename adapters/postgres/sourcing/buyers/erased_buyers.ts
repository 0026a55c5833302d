import type { BuyerMark } from "../../../../domain/sourcing/buyer.ts";
import { ErasureDigests } from "../../../system/erasure_digests.ts";
import { ErasedDigests } from "../../core/erased_digests.ts";
import { LOCKS } from "../../core/lock_numbers.ts";
import type { MarketScope, SourceScope } from "../database.ts";

type BuyersScope = SourceScope | MarketScope;

/** Finds who was erased; `null` where nobody ever was. */
export type FindErased = (marks: Iterable<BuyerMark>) => Promise<ReadonlyMap<BuyerMark, Date>>;

/** In the source and in the market database, each with those who were erased there. */
export class ErasedBuyers {
  readonly #register: ErasedDigests<BuyerMark>;

  constructor(digests: ErasureDigests = new ErasureDigests()) {
    this.#register = new ErasedDigests(digests, { table: "erased_buyers", column: "buyer_digest" });
  }

  /** In the transaction that stores what came: an erasure then comes whole before or whole after. */
  async share(scope: BuyersScope): Promise<FindErased | null> {
    await scope`select pg_advisory_xact_lock_shared(${LOCKS.buyers})`;
    const kinds = await this.#register.kinds(scope);
    return kinds.keyed || kinds.bare ? (marks) => this.#register.amongst(scope, marks, kinds) : null;
  }

  /** Waits for whoever shares, and returns when the first of the marks was erased first. */
  async add(scope: BuyersScope, marks: readonly BuyerMark[], at: Date): Promise<Date> {
    await scope`select pg_advisory_xact_lock(${LOCKS.buyers})`;
    if (marks.length === 0) return at;
    const first = await this.#register.add(scope, marks, at);
    return first < at ? first : at;
  }
}

/** For `ilike any`: texts that a record with one of the marks holds, and others too. */
export function patternsOf(marks: Iterable<BuyerMark>): string[] {
  return [...marks].flatMap((mark) => {
    const value = mark.slice(mark.indexOf(":") + 1);
    if (mark.startsWith("phone:")) return [like(value.slice(-4))];
    if (mark.startsWith("order:")) return [like(value.slice(value.indexOf("/") + 1))];
    const longest = value.split(" ").toSorted((a, b) => b.length - a.length)[0]!;
    return [...new Set([longest, longest.normalize("NFD")])].map(like);
  });
}

function like(text: string): string {
  // As it stands in JSON.
  const escaped = JSON.stringify(text).slice(1, -1);
  return `%${escaped.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
