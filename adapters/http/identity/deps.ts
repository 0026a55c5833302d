import type { DetectionObserver } from "../../../application/identity/detect_customer.ts";
import type { EraseCustomerDeps } from "../../../application/identity/erase_customer.ts";
import type { GiveFeedbackDeps } from "../../../application/identity/give_feedback.ts";
import type { SampledReadings } from "../../../application/identity/sampled_readings.ts";
import type { Beacons } from "../../../application/identity/ports/beacons.ts";
import type { FloorPlans } from "../../../application/identity/ports/floor_plans.ts";
import type { CustomerEvents } from "../../../application/identity/ports/events.ts";
import type { Customers, CustomerSpellings, Members } from "../../../application/identity/ports/customers.ts";
import type {
  Identifications,
  IdentityHistory,
  LastSightings,
} from "../../../application/identity/ports/identifications.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { ConfidenceParameters } from "../../../domain/identity/confidence/parameters.ts";

export interface IdentityDeps {
  readonly beacons: Beacons;
  readonly plans: FloorPlans;
  readonly customers: Customers;
  readonly members: Members;
  readonly identifications: Identifications;
  readonly history: IdentityHistory;
  readonly lastSightings: LastSightings;
  readonly parametersOf: (store: StoreId) => ConfidenceParameters;
  readonly feedback: GiveFeedbackDeps["feedback"];
  readonly baseOf: GiveFeedbackDeps["baseOf"];
  readonly observe?: DetectionObserver;
  readonly sample?: Pick<SampledReadings, "offer">;
  /** Without it, the routes of recorded events and erasure are absent. */
  readonly recorded?: RecordedDeps;
}

export interface RecordedDeps {
  readonly events: CustomerEvents;
  readonly spellings: CustomerSpellings;
  readonly erasure: EraseCustomerDeps;
}
