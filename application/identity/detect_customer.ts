import type { BeaconId } from "../../domain/identity/beacon.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { locate } from "../../domain/identity/confidence/locate.ts";
import type { ConfidenceParameters } from "../../domain/identity/confidence/parameters.ts";
import {
  type Candidate,
  type CustomerIdentity,
  type DuplicateWithinMinute,
  identify,
  type LowConfidence,
  lowConfidence,
  roundConfidence,
} from "../../domain/identity/customer_identity.ts";
import type { TooManyPreferences } from "../../domain/identity/customer.ts";
import {
  type Detection,
  type NoUsableReading,
  parseDetection,
  type ReadPayload,
} from "../../domain/identity/detection.ts";
import type { IgnoredReading } from "../../domain/identity/reading.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { Outage } from "../shared/fault.ts";
import { type Heard, heardOf, sentIn } from "./heard_beacons.ts";
import type { Beacons } from "./ports/beacons.ts";
import type { CustomerErased, Identifications, LastSightings } from "./ports/identifications.ts";
import type { SampledReadings } from "./sampled_readings.ts";
import { type InactiveBeacon, inactiveBeacon, type UnknownBeacon, unknownBeacon } from "./refusals.ts";

export interface DetectCustomerDeps {
  readonly beacons: Pick<Beacons, "match">;
  readonly identifications: Identifications;
  readonly lastSightings: Pick<LastSightings, "show" | "of">;
  readonly parametersOf: (store: StoreId) => ConfidenceParameters;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly observe?: DetectionObserver;
  /** Of detections of registered beacons, to learn from. */
  readonly sample?: Pick<SampledReadings, "offer">;
}

export interface DetectionObserver {
  decided(outcome: "identified" | DetectionRefusal["code"]): void;
  /** The model's probability, also when it is too low. */
  located(confidence: number): void;
}

export type DetectionRefusal =
  | InvalidInput
  | NoUsableReading
  | UnknownBeacon
  | InactiveBeacon
  | LowConfidence
  | DuplicateWithinMinute
  | CustomerErased
  | TooManyPreferences;

/** What was decided, and which readings said nothing: by place in what was sent. */
interface Detected {
  readonly result: Result<CustomerIdentity, DetectionRefusal>;
  readonly ignored: readonly IgnoredReading[];
}

/**
 * Readings are matched by uuid, major and minor. Beacons that are not registered are ignored unless there are no
 * others: neighbouring shops have beacons too. Inactive ones are evidence only. The strongest signal's store gives the
 * parameters. Throws `Outage`; continues without the last sightings.
 */
export async function detectCustomer(
  deps: DetectCustomerDeps,
  raw: unknown,
  { read }: { readonly read?: ReadPayload } = {},
): Promise<Detected> {
  const detected = await decide(deps, raw, read);
  deps.observe?.decided(detected.result.ok ? "identified" : detected.result.refusal.code);
  return detected;
}

async function decide(deps: DetectCustomerDeps, raw: unknown, read?: ReadPayload): Promise<Detected> {
  const parsed = parseDetection(raw, deps.clock(), read);
  if (!parsed.ok) {
    return { result: parsed, ignored: parsed.refusal.code === "no_usable_reading" ? parsed.refusal.ignored : [] };
  }
  const detection = parsed.value;
  const [registered, last] = await Promise.all([
    deps.beacons.match(sentIn(detection)),
    unlessAway(() => deps.lastSightings.of(detection.customerId)),
  ]);
  const heard = heardOf(detection, registered);
  return { result: await identifyAt(deps, detection, heard, last), ignored: heard.ignored };
}

async function identifyAt(
  deps: DetectCustomerDeps,
  detection: Detection,
  heard: Heard,
  last: CustomerIdentity | null,
): Promise<Detected["result"]> {
  const candidate = candidateOf(deps, detection, heard);
  if (!candidate.ok) return candidate;
  // Sightings are shown after they are stored, so a duplicate of one is certain; otherwise the store decides.
  const beforehand = identify(candidate.value, last ? [last] : []);
  if (!beforehand.ok) return beforehand;
  const event = { type: "customer.identified", eventId: deps.newId(), identity: candidate.value } as const;
  const recorded = await deps.identifications.record(
    event,
    detection.preferences ?? {},
    (near) => identify(candidate.value, near),
  );
  if (recorded.ok) await unlessAway(() => deps.lastSightings.show(recorded.value));
  return recorded;
}

function candidateOf(
  { parametersOf, observe, sample }: DetectCustomerDeps,
  detection: Detection,
  { signals, strongest, beacons }: Heard,
): Result<Candidate, UnknownBeacon | InactiveBeacon | LowConfidence> {
  const { customerId, detectedAt } = detection;
  if (strongest === null) return refused(unknownBeacon(sentIn(detection)));
  if (signals.every(({ beacon }) => beacon.status !== "active")) return refused(inactiveBeacon(strongest.beacon));
  const { storeId } = strongest.beacon;
  const parameters = parametersOf(storeId);
  sample?.offer(storeId, signals.filter(({ beacon }) => beacon.storeId === storeId), detectedAt, parameters);
  const located = locate(signals, detectedAt, parameters);
  const confidence = roundConfidence(located?.confidence ?? 0);
  observe?.located(confidence);
  const beacon = located && beacons.get(located.beaconId as BeaconId);
  if (!beacon) return refused(lowConfidence(confidence));
  const candidate = {
    customerId,
    beaconId: beacon.beaconId,
    storeId: beacon.storeId,
    location: beacon.location,
    confidence,
    detectedAt,
  };
  const sure = identify(candidate, []);
  if (!sure.ok) return refused(lowConfidence(confidence));
  return beacon.status === "active" ? accepted(candidate) : refused(inactiveBeacon(beacon));
}

async function unlessAway<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Outage) return null;
    throw error;
  }
}
