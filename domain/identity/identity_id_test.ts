import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { CustomerId } from "./customer.ts";
import { identityIdOf, parseIdentityId } from "./identity_id.ts";

Deno.test("parseIdentityId reads what identityIdOf writes, and nothing else", () => {
  const customers = fc.constantFrom("cust123", "김철수", "a b-c_d", "é".repeat(64), "🙂");
  const times = fc.date({
    min: new Date("2000-01-01T00:00:00Z"),
    max: new Date("2100-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(customers, times, (customer, detectedAt) => {
    const id = identityIdOf({ customerId: customer as CustomerId, detectedAt });
    assertEquals(parseIdentityId(id), { customerId: customer as CustomerId, detectedAt });
    assertEquals(encodeURIComponent(id), id);
  }));
  for (const other of ["", "cust123", "zzzzzzzzz-", "-abc", "m-!", "m5-_w"]) {
    assertEquals(parseIdentityId(other), null, other);
  }
});
