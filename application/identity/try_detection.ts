import type { BeaconId } from "../../domain/identity/beacon.ts";
import { locate, sharesOf } from "../../domain/identity/confidence/locate.ts";
import { LEAST_CONFIDENCE, lowConfidence, roundConfidence } from "../../domain/identity/customer_identity.ts";
import { type NoUsableReading, parseDetection } from "../../domain/identity/detection.ts";
import type { IgnoredReading } from "../../domain/identity/reading.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { DetectCustomerDeps } from "./detect_customer.ts";
import { type Heard, heardOf, sentIn } from "./heard_beacons.ts";
import type { RegisteredBeacon } from "./ports/beacons.ts";
import { inactiveBeacon, type UnknownBeacon, unknownBeacon } from "./refusals.ts";

type Place = Pick<RegisteredBeacon, "beaconId" | "storeId" | "location">;

export interface TriedDetection {
  /** The likeliest place. */
  readonly place: Place;
  readonly confidence: number;
  readonly neededConfidence: number;
  /** Why nobody would be identified; `null` if somebody would be. */
  readonly refusal: Pick<Refusal, "code" | "message"> | null;
  /** Of every heard beacon, the likeliest first. */
  readonly places: readonly (Place & {
    /** Of being the nearest one, before calibration. */
    readonly share: number;
    readonly readings: number;
    readonly strongest: number;
  })[];
  readonly ignored: readonly IgnoredReading[];
}

type TryRefusal = InvalidInput | NoUsableReading | UnknownBeacon;

/** Where `detectCustomer` would place these readings, and why; nothing is stored. Throws `Outage`. */
export async function tryDetection(
  { beacons, parametersOf, clock }: Pick<DetectCustomerDeps, "beacons" | "parametersOf" | "clock">,
  raw: unknown,
): Promise<Result<TriedDetection, TryRefusal>> {
  const parsed = parseDetection(raw, clock());
  if (!parsed.ok) return parsed;
  const detection = parsed.value;
  const sent = sentIn(detection);
  const heard = heardOf(detection, await beacons.match(sent));
  const { strongest } = heard;
  if (strongest === null) return refused(unknownBeacon(sent));
  const found = [heard.signals, detection.detectedAt, parametersOf(strongest.beacon.storeId)] as const;
  const located = locate(...found);
  const beacon = (located && heard.beacons.get(located.beaconId as BeaconId)) ?? strongest.beacon;
  const confidence = roundConfidence(located?.confidence ?? 0);
  return accepted({
    place: placeOf(beacon),
    confidence,
    neededConfidence: LEAST_CONFIDENCE,
    refusal: refusalOf(beacon, confidence),
    places: sharesOf(...found).map(({ beaconId, share }) => {
      const own = levelsOf(heard, beaconId);
      const place = placeOf(heard.beacons.get(beaconId as BeaconId)!);
      return { ...place, share, readings: own.length, strongest: Math.max(...own) };
    }),
    ignored: heard.ignored,
  });
}

function refusalOf(beacon: RegisteredBeacon, confidence: number): TriedDetection["refusal"] {
  if (confidence < LEAST_CONFIDENCE) return lowConfidence(confidence);
  return beacon.status === "active" ? null : inactiveBeacon(beacon);
}

function levelsOf({ signals }: Heard, id: string): number[] {
  return signals.filter(({ beaconId }) => beaconId === id).map(({ rssi }) => rssi);
}

function placeOf({ beaconId, storeId, location }: RegisteredBeacon): Place {
  return { beaconId, storeId, location };
}
