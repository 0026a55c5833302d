import { type Advertisement, advertisementKey } from "../../domain/identity/advertisement.ts";
import { advertisementOf, type BeaconId } from "../../domain/identity/beacon.ts";
import type { Signal } from "../../domain/identity/confidence/locate.ts";
import type { Detection } from "../../domain/identity/detection.ts";
import type { IgnoredReading } from "../../domain/identity/reading.ts";
import type { RegisteredBeacon } from "./ports/beacons.ts";

type HeardSignal = Signal & { readonly beacon: RegisteredBeacon };

export interface Heard {
  readonly signals: readonly HeardSignal[];
  /** Whose store gives the parameters; `null` without a registered beacon. */
  readonly strongest: HeardSignal | null;
  readonly beacons: ReadonlyMap<BeaconId, RegisteredBeacon>;
  readonly ignored: readonly IgnoredReading[];
}

export function heardOf(
  { readings, ignored, detectedAt }: Detection,
  registered: readonly RegisteredBeacon[],
): Heard {
  const senders = new Map(registered.flatMap((beacon) => {
    const sent = advertisementOf(beacon);
    return sent ? [[advertisementKey(sent), beacon] as const] : [];
  }));
  const signals: HeardSignal[] = [];
  const passedOver = [...ignored];
  for (const { index, rssi, observedAt, ...sent } of readings) {
    const beacon = senders.get(advertisementKey(sent));
    if (beacon) signals.push({ beacon, beaconId: beacon.beaconId, rssi, at: observedAt ?? detectedAt });
    else passedOver.push({ index, reason: "unregistered_beacon" });
  }
  return {
    signals,
    strongest: signals.reduce<HeardSignal | null>((best, one) => best && best.rssi >= one.rssi ? best : one, null),
    beacons: new Map(signals.map(({ beacon }) => [beacon.beaconId, beacon])),
    ignored: passedOver.sort((a, b) => a.index - b.index),
  };
}

/** Each once. */
export function sentIn({ readings }: Detection): Advertisement[] {
  return [...new Map(readings.map(({ uuid, major, minor }) => {
    const sent = { uuid, major, minor };
    return [advertisementKey(sent), sent];
  })).values()];
}
