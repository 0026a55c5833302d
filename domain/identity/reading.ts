import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { advertisementSchema } from "./advertisement.ts";

/** What Bluetooth's controllers report (Core Specification, volume 4, part E, 7.5.4). */
export const WEAKEST_RSSI = -127;
export const STRONGEST_RSSI = 20;
/** Heard, but the level is unknown: 0 on iOS, 127 by the specification and on Android. */
const UNKNOWN_RSSI: readonly number[] = [0, 127];

/** `observedAt` defaults to the detection's time. Other fields are ignored: senders add what they know. */
export const readingSchema = z.object({
  ...advertisementSchema.shape,
  rssi: z.number({ error: "expected a level in dBm, such as -58" }).transform(Math.round)
    .describe("Received signal strength in dBm, -127 to 20; 0 and 127 are unknown, and passed over like others"),
  observedAt: instant.optional(),
}).readonly();
export type Reading = z.infer<typeof readingSchema>;

export const IGNORED_REASONS = ["unknown_level", "out_of_range", "unregistered_beacon", "no_ibeacon"] as const;
export type IgnoredReason = typeof IGNORED_REASONS[number];

/** A reading that said nothing, by its place in what was sent. */
export interface IgnoredReading {
  readonly index: number;
  readonly reason: IgnoredReason;
}

export function reasonToIgnore({ rssi }: Pick<Reading, "rssi">): IgnoredReason | null {
  // `includes` takes -0 for 0.
  if (UNKNOWN_RSSI.includes(rssi)) return "unknown_level";
  return rssi >= WEAKEST_RSSI && rssi <= STRONGEST_RSSI ? null : "out_of_range";
}
