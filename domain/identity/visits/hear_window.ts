import type { Random } from "../../shared/random.ts";
import type { Advertisement } from "../advertisement.ts";
import { advertisementOf, type Beacon } from "../beacon.ts";
import { heardLevel } from "../confidence/heard_level.ts";
import type { Phone } from "./phone.ts";
import { gainOf, type SimulatedRadio } from "./simulated_radio.ts";
import { distanceTo } from "./simulated_store.ts";
import { placeAt, type Walk } from "./walk.ts";

export interface SentReading extends Advertisement {
  readonly rssi: number;
  readonly observedAt: string;
}

const WINDOW_SECONDS = 10;
/** Distance beyond which a beacon is heard once in a million times, as the built-in model assumes. */
const OUT_OF_REACH = 16;

/** Oldest first, by the device's own clock. */
export function hearWindow(
  random: Random,
  walk: Walk,
  at: number,
  phone: Pick<Phone, "clockAheadMs" | "offset">,
  radio: SimulatedRadio,
): SentReading[] {
  const readings: SentReading[] = [];
  for (let ago = WINDOW_SECONDS - 1; ago >= 0; ago--) {
    const moment = at - ago * 1_000;
    const observedAt = new Date(moment + phone.clockAheadMs).toISOString();
    for (const { beacon, rssi } of hearMoment(random, walk, moment, phone, radio)) {
      const sent = advertisementOf(beacon);
      if (sent) readings.push({ ...sent, rssi, observedAt });
    }
  }
  return readings;
}

/** Levels in whole dBm. */
export function hearMoment(
  random: Random,
  walk: Walk,
  at: number,
  { offset }: Pick<Phone, "offset">,
  radio: SimulatedRadio,
): { readonly beacon: Beacon; readonly rssi: number }[] {
  const place = placeAt(walk, at);
  const { plane, phoneOffset } = radio;
  return walk.store.beacons.flatMap((placed) => {
    const distance = distanceTo(placed, place);
    if (!plane.reception && distance > OUT_OF_REACH) return [];
    const gain = plane.reception ? gainOf(placed.beacon.beaconId, radio) + phoneOffset * offset : 0;
    const level = heardLevel(random, distance, plane, gain);
    return level === null ? [] : [{ beacon: placed.beacon, rssi: Math.round(level) }];
  });
}
