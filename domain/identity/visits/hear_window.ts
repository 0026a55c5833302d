import type { Random } from "../../shared/random.ts";
import type { Advertisement } from "../advertisement.ts";
import { advertisementOf } from "../beacon.ts";
import { heardLevel } from "../confidence/heard_level.ts";
import { DEFAULT_CONFIDENCE } from "../confidence/parameters.ts";
import { distanceTo } from "./simulated_store.ts";
import { placeAt, type Walk } from "./walk.ts";

export interface SentReading extends Advertisement {
  readonly rssi: number;
  readonly observedAt: string;
}

const WINDOW_SECONDS = 10;
/** Distance beyond which a beacon is heard once in a million times. */
const OUT_OF_REACH = 16;

/** Oldest first, by the device's own clock. */
export function hearWindow(random: Random, walk: Walk, at: number, clockAheadMs: number): SentReading[] {
  const readings: SentReading[] = [];
  for (let ago = WINDOW_SECONDS - 1; ago >= 0; ago--) {
    const moment = at - ago * 1_000;
    const place = placeAt(walk, moment);
    const observedAt = new Date(moment + clockAheadMs).toISOString();
    for (const placed of walk.store.beacons) {
      const distance = distanceTo(placed, place);
      const level = distance > OUT_OF_REACH ? null : heardLevel(random, distance, DEFAULT_CONFIDENCE.plane);
      if (level === null) continue;
      const sent = advertisementOf(placed.beacon);
      if (sent) readings.push({ ...sent, rssi: Math.round(level), observedAt });
    }
  }
  return readings;
}
