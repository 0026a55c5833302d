import type { CustomerSpellings } from "../../../application/identity/ports/customers.ts";
import type { CustomerId } from "../../../domain/identity/customer.ts";

/** Every id has the spellings NFC and NFD, which are one for ASCII, and those given. */
export function memorySpellings(others: Readonly<Record<string, readonly string[]>> = {}): CustomerSpellings {
  return {
    of: (customer) => {
      const known = new Set([...others[customer] ?? [], customer.normalize("NFD")]);
      known.delete(customer);
      return Promise.resolve([customer, ...known as Set<CustomerId>]);
    },
  };
}
