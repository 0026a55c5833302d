import { idLaws } from "../../testing/fixtures/id_laws.ts";
import { storeIdSchema } from "../shared/store_id.ts";
import { beaconIdSchema, knownStoreIdSchema } from "./beacon.ts";
import { customerIdSchema, knownCustomerIdSchema } from "./customer.ts";

idLaws("a customer's id", customerIdSchema);
idLaws("a known customer's id", knownCustomerIdSchema);
idLaws("a beacon's id", beaconIdSchema);
idLaws("a store's id", storeIdSchema, { ascii: true });
idLaws("a known store's id", knownStoreIdSchema);
