import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { CustomerId } from "../../domain/identity/customer.ts";
import { customerIdentitySchema } from "../../domain/identity/customer_identity.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { sampleIdentity } from "../../testing/fixtures/identity_samples.ts";
import { anyText } from "../../testing/fixtures/mutated.ts";
import { fromItem, toItem } from "./event_items.ts";

Deno.test("fromItem returns what toItem made for any customer id, sharded or not", () => {
  const identities = fc.tuple(
    anyText,
    fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }),
  ).map(([customer, at]) =>
    customerIdentitySchema.safeParse({ ...sampleIdentity("x", { at }), customerId: customer as CustomerId })
  ).filter(({ success }) => success).map(({ data }) => data!);
  fc.assert(fc.property(identities, fc.boolean(), (identity, sharded) => {
    const event: CustomerIdentified = { type: "customer.identified", eventId: "E-1", identity };
    assertEquals(fromItem({ ...toItem(event, sharded, new Date("2026-03-02T12:00:00Z")) }), event);
  }));
});
