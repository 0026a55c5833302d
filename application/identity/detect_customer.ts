import type { BeaconId } from "../../domain/identity/beacon.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { locate, type Signal } from "../../domain/identity/confidence/locate.ts";
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
import { type Detection, parseDetection } from "../../domain/identity/detection.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { Outage } from "../shared/fault.ts";
import type { Beacons, RegisteredBeacon } from "./ports/beacons.ts";
import type { CustomerErased, Identifications, LastSightings } from "./ports/identifications.ts";
import { type InactiveBeacon, inactiveBeacon, type UnknownBeacon, unknownBeacon } from "./refusals.ts";

export interface DetectCustomerDeps {
  readonly beacons: Pick<Beacons, "find">;
  readonly identifications: Identifications;
  readonly lastSightings: Pick<LastSightings, "show" | "of">;
  readonly parametersOf: (store: StoreId) => ConfidenceParameters;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly observe?: DetectionObserver;
}

export interface DetectionObserver {
  decided(outcome: "identified" | DetectionRefusal["code"]): void;
  /** The model's probability, also when it is too low. */
  located(confidence: number): void;
}

export type DetectionRefusal =
  | InvalidInput
  | UnknownBeacon
  | InactiveBeacon
  | LowConfidence
  | DuplicateWithinMinute
  | CustomerErased
  | TooManyPreferences;

/**
 * Beacons that are unregistered, or registered with another major or minor, are ignored unless there are no others:
 * neighbouring shops have beacons too. Inactive ones are evidence only. The strongest signal's store gives the
 * parameters. Throws `Outage`; continues without the last sightings.
 */
export async function detectCustomer(
  deps: DetectCustomerDeps,
  raw: unknown,
): Promise<Result<CustomerIdentity, DetectionRefusal>> {
  const result = await decide(deps, raw);
  deps.observe?.decided(result.ok ? "identified" : result.refusal.code);
  return result;
}

async function decide(deps: DetectCustomerDeps, raw: unknown): Promise<Result<CustomerIdentity, DetectionRefusal>> {
  const parsed = parseDetection(raw, deps.clock());
  if (!parsed.ok) return parsed;
  const detection = parsed.value;
  const [registered, last] = await Promise.all([
    deps.beacons.find(beaconIdsOf(detection)),
    unlessAway(() => deps.lastSightings.of(detection.customerId)),
  ]);
  const candidate = candidateOf(deps, detection, new Map(registered.map((beacon) => [beacon.beaconId, beacon])));
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
  { parametersOf, observe }: DetectCustomerDeps,
  { customerId, readings, detectedAt }: Detection,
  registered: ReadonlyMap<BeaconId, RegisteredBeacon>,
): Result<Candidate, UnknownBeacon | InactiveBeacon | LowConfidence> {
  const heard = readings.flatMap((reading) => {
    const beacon = registered.get(reading.uuid);
    return beacon?.major === reading.major && beacon.minor === reading.minor ? [{ ...reading, beacon }] : [];
  });
  const [strongest] = heard.toSorted((a, b) => b.rssi - a.rssi);
  if (strongest === undefined) {
    return refused(unknownBeacon([...new Set(readings.map(({ uuid }) => uuid))]));
  }
  if (heard.every(({ beacon }) => beacon.status !== "active")) return refused(inactiveBeacon(strongest.beacon));
  const signals: Signal[] = heard.map(({ uuid, rssi, observedAt }) => (
    { beaconId: uuid, rssi, at: observedAt ?? detectedAt }
  ));
  const located = locate(signals, detectedAt, parametersOf(strongest.beacon.storeId));
  const confidence = roundConfidence(located?.confidence ?? 0);
  observe?.located(confidence);
  const beacon = located && registered.get(located.beaconId as BeaconId);
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

function beaconIdsOf({ readings }: Detection): BeaconId[] {
  return [...new Set(readings.map(({ uuid }) => uuid))];
}

async function unlessAway<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Outage) return null;
    throw error;
  }
}
