import {
  type CustomerId,
  mergePreferences,
  type Preferences,
  type TooManyPreferences,
} from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { type CustomerIdentity, ONCE_WITHIN_MS } from "../../../domain/identity/customer_identity.ts";
import { type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import { type Page, pageOfAll, type PageRequest } from "../../../application/shared/page.ts";
import type {
  CustomerDraft,
  CustomerFilters,
  Customers,
  RegisteredCustomer,
} from "../../../application/identity/ports/customers.ts";
import type {
  CustomerErased,
  Identifications,
  IdentityHistory,
  Span,
} from "../../../application/identity/ports/identifications.ts";

/** Customers, their identifications and events. Each decision is atomic, because it awaits nothing. */
export class MemoryIdentityStore implements Customers, Identifications, IdentityHistory {
  readonly #customers = new Map<CustomerId, RegisteredCustomer>();
  readonly #identities: CustomerIdentity[] = [];
  readonly #erased = new Map<CustomerId, { readmittedAt: Date | null }>();
  readonly #now: () => Date;
  /** In the order of the decisions. */
  readonly events: CustomerIdentified[] = [];

  constructor(now: () => Date) {
    this.#now = now;
  }

  find(id: CustomerId): Promise<RegisteredCustomer | null> {
    return Promise.resolve(this.#customers.get(id) ?? null);
  }

  list(
    { store, from, to, q, user }: CustomerFilters,
    { sort, descending, ...page }: PageRequest,
  ): Promise<Page<RegisteredCustomer>> {
    const placeOf = ({ customerId, lastSeen }: RegisteredCustomer) =>
      sort === "lastSeen" ? [lastSeen.toISOString(), customerId] : [customerId];
    const found = [...this.#customers.values()].filter(({ customerId, lastSeen, userId }) =>
      (store === undefined || this.#identities.some((one) => one.customerId === customerId && one.storeId === store)) &&
      (from === undefined || lastSeen >= from) && (to === undefined || lastSeen < to) &&
      (user === undefined || userId === user) && (q === undefined || customerId.startsWith(q))
    ).sort((a, b) => (placeOf(a).join() < placeOf(b).join() ? -1 : 1) * (descending ? -1 : 1));
    const { items, next } = pageOfAll(found, ({ customerId }) => customerId, {
      ...page,
      after: page.after && [page.after.at(-1)!],
    });
    return Promise.resolve({ items, next: next && placeOf(items.at(-1)!) });
  }

  put(id: CustomerId, { preferences, userId }: CustomerDraft, now: Date): Promise<"created" | "changed"> {
    const held = this.#customers.get(id);
    const link = userId === undefined ? held?.userId ?? null : userId;
    this.#customers.set(id, {
      customerId: id,
      lastSeen: now,
      createdAt: this.#now(),
      ...held,
      preferences,
      userId: link,
    });
    const erased = this.#erased.get(id);
    if (erased) erased.readmittedAt ??= now;
    return Promise.resolve(held ? "changed" : "created");
  }

  unlink(id: CustomerId, userId: string): Promise<void> {
    const held = this.#customers.get(id);
    if (held?.userId === userId) this.#customers.set(id, { ...held, userId: null });
    return Promise.resolve();
  }

  async record<R extends Refusal>(
    event: CustomerIdentified,
    preferences: Preferences,
    decide: (near: readonly CustomerIdentity[]) => Result<CustomerIdentity, R>,
  ): Promise<Result<CustomerIdentity, R | CustomerErased | TooManyPreferences>> {
    const { customerId, detectedAt } = event.identity;
    const erased = this.#erased.get(customerId);
    if (erased && !(erased.readmittedAt && erased.readmittedAt <= detectedAt)) {
      const message = "Cannot identify the customer: the customer was erased, and not admitted again before";
      return refused({ code: "customer_erased", message });
    }
    const distance = (other: Date) => Math.abs(other.getTime() - detectedAt.getTime());
    const decision = decide(
      this.#identities.filter((identity) =>
        identity.customerId === customerId && distance(identity.detectedAt) < ONCE_WITHIN_MS
      ),
    );
    if (!decision.ok) return decision;
    const held = this.#customers.get(customerId);
    const merged = mergePreferences(held?.preferences ?? {}, preferences);
    if (!merged.ok) return merged;
    const lastSeen = held && held.lastSeen > detectedAt ? held.lastSeen : detectedAt;
    const createdAt = held?.createdAt ?? this.#now();
    const userId = held?.userId ?? null;
    this.#customers.set(customerId, { customerId, userId, lastSeen, preferences: merged.value, createdAt });
    this.#identities.push(decision.value);
    this.events.push(event);
    return await Promise.resolve(decision);
  }

  of(customer: CustomerId, { from, to }: Span, limit: number): Promise<CustomerIdentity[]> {
    const found = this.#identities.filter(({ customerId, detectedAt }) =>
      customerId === customer && detectedAt >= from && detectedAt < to
    );
    return Promise.resolve(found.sort((a, b) => b.detectedAt.getTime() - a.detectedAt.getTime()).slice(0, limit));
  }

  erase(id: CustomerId): boolean {
    const kept = this.#identities.filter(({ customerId }) => customerId !== id);
    this.#identities.splice(0, this.#identities.length, ...kept);
    this.#erased.set(id, { readmittedAt: null });
    return this.#customers.delete(id);
  }
}
