import { beaconsContract } from "../../../application/identity/ports/beacons_contract.ts";
import { confidenceFeedbackContract } from "../../../application/identity/ports/confidence_feedback_contract.ts";
import { customersContract } from "../../../application/identity/ports/customers_contract.ts";
import { floorPlansContract } from "../../../application/identity/ports/floor_plans_contract.ts";
import { identificationsContract } from "../../../application/identity/ports/identifications_contract.ts";
import type { IdentityUnderTest } from "../../ports/identity.ts";
import { NOON } from "../../fixtures/commerce_samples.ts";
import { MemoryBeacons } from "./beacons.ts";
import { MemoryConfidenceFeedback } from "./confidence_feedback.ts";
import { MemoryFloorPlans } from "./floor_plans.ts";
import { MemoryIdentityStore } from "./identity_store.ts";

const open = (): Promise<IdentityUnderTest> => {
  const beacons = new MemoryBeacons();
  const store = new MemoryIdentityStore(() => NOON);
  return Promise.resolve({
    beacons,
    plans: new MemoryFloorPlans(beacons),
    customers: store,
    identifications: store,
    history: store,
    feedback: new MemoryConfidenceFeedback(store),
    events: () => Promise.resolve(store.events.map(({ eventId }) => eventId)),
    erase: (customer) => {
      store.erase(customer);
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
};

beaconsContract("memory", (work) => work(new MemoryBeacons()));
identificationsContract("memory", open);
customersContract("memory", open);
confidenceFeedbackContract("memory", open);
floorPlansContract("memory", open);
