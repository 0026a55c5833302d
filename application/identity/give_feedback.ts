import type { Beacon } from "../../domain/identity/beacon.ts";
import { uncalibrated } from "../../domain/identity/confidence/calibrate.ts";
import { calibrationOf, type ConfidenceParameters } from "../../domain/identity/confidence/parameters.ts";
import type { CustomerIdentity } from "../../domain/identity/customer_identity.ts";
import { parseIdentityId } from "../../domain/identity/identity_id.ts";
import { plainText } from "../../domain/identity/plain_text.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";
import type { Beacons } from "./ports/beacons.ts";
import type { ConfidenceFeedback } from "./ports/confidence.ts";
import type { IdentityHistory } from "./ports/identifications.ts";

export interface GiveFeedbackDeps {
  readonly history: IdentityHistory;
  readonly beacons: Pick<Beacons, "ofStore">;
  readonly feedback: Pick<ConfidenceFeedback, "record">;
  readonly parametersOf: (store: StoreId) => ConfidenceParameters;
  /** The learned set that answers in a store, 0 for the configured parameters. */
  readonly baseOf: (store: StoreId) => number;
  readonly clock: () => Date;
}

export const feedbackSchema = strictObject("feedback", {
  place: plainText(64).describe(
    "Where the customer truly was: the name of a place in the store, or the id of its beacon",
  ),
});

export interface UnknownPlace extends Refusal {
  readonly code: "unknown_place";
  readonly places: readonly string[];
}

interface Feedback {
  readonly outcome: "created" | "changed" | "unchanged";
  readonly identityId: string;
  /** Whether the identification was right. */
  readonly right: boolean;
  readonly place: Pick<Beacon, "beaconId" | "location">;
}

/**
 * What is told goes into the calibration of the store's answers. The share is that of the parameters in use now: those
 * that have answered, unless a learned set went live in between. Throws `Outage`.
 */
export async function giveFeedback(
  { history, beacons, feedback, parametersOf, baseOf, clock }: GiveFeedbackDeps,
  id: string,
  raw: unknown,
): Promise<Result<Feedback, InvalidInput | UnknownPlace | Unknown<"unknown_identity">>> {
  const parsed = parseAs(feedbackSchema, raw, "feedback");
  if (!parsed.ok) return parsed;
  const unknown = unknownThing("identity", id, "take the feedback");
  const key = parseIdentityId(id);
  if (key === null) return refused(unknown);
  const span = { from: key.detectedAt, to: new Date(key.detectedAt.getTime() + 1) };
  const [identity] = await history.of(key.customerId, span, 1);
  if (!identity) return refused(unknown);
  const storeId = identity.storeId as StoreId;
  const placed = await beacons.ofStore(storeId);
  const place = placeIn(placed, parsed.value.place, identity);
  if (!place) return refused(unknownPlace(parsed.value.place, storeId, placed));
  const outcome = await feedback.record({
    ...key,
    storeId,
    beaconId: identity.beaconId,
    place: place.beaconId,
    share: uncalibrated(identity.confidence, calibrationOf(parametersOf(storeId))),
    base: baseOf(storeId),
    toldAt: clock(),
  });
  if (outcome === null) return refused(unknown);
  const { beaconId, location } = place;
  return accepted({ outcome, identityId: id, right: beaconId === identity.beaconId, place: { beaconId, location } });
}

/** Several beacons may have one name: the answered one comes first. */
function placeIn(
  placed: readonly Beacon[],
  told: string,
  { beaconId, location }: CustomerIdentity,
): Pick<Beacon, "beaconId" | "location"> | undefined {
  // As it hung then, though it may hang elsewhere now.
  if (location.name === told || beaconId === told) return { beaconId, location };
  return placed.find((one) => one.location.name === told) ?? placed.find((one) => one.beaconId === told);
}

function unknownPlace(told: string, store: StoreId, placed: readonly Beacon[]): UnknownPlace {
  const places = [...new Set(placed.map(({ location }) => location.name))];
  const message = `Cannot take the feedback: ${store} has no place "${told}", only ${places.join(", ")}`;
  return { code: "unknown_place", message, places };
}
