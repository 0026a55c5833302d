import { type Advertisement, advertisementKey } from "../../domain/identity/advertisement.ts";
import { advertisementOf, type BeaconId } from "../../domain/identity/beacon.ts";
import type { Signal } from "../../domain/identity/confidence/locate.ts";
import type { Detection } from "../../domain/identity/detection.ts";
import type { IgnoredReading } from "../../domain/identity/reading.ts";
import type { RegisteredBeacon } from "./ports/beacons.ts";

export interface Heard {
  readonly signals: readonly (Signal & { readonly beacon: RegisteredBeacon })[];
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
  const signals: Heard["signals"][number][] = [];
  const passedOver = [...ignored];
  for (const { index, rssi, observedAt, ...sent } of readings) {
    const beacon = senders.get(advertisementKey(sent));
    if (beacon) signals.push({ beacon, beaconId: beacon.beaconId, rssi, at: observedAt ?? detectedAt });
    else passedOver.push({ index, reason: "unregistered_beacon" });
  }
  return {
    signals,
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
