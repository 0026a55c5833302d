import { beaconIdSchema, knownStoreIdSchema } from "../../domain/identity/beacon.ts";
import { customerIdSchema, knownCustomerIdSchema } from "../../domain/identity/customer.ts";
import { storeIdSchema } from "../../domain/shared/store_id.ts";
import { assertOneId } from "../../testing/fixtures/id_laws.ts";

Deno.test("ids of customers, beacons and stores are one in every spelling", () => {
  assertOneId(customerIdSchema, "customer");
  assertOneId(knownCustomerIdSchema, "known customer");
  assertOneId(beaconIdSchema, "beacon");
  assertOneId(storeIdSchema, "store", { ascii: true });
  assertOneId(knownStoreIdSchema, "known store");
});
