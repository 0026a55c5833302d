import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { instant } from "../shared/instant.ts";
import { beaconIdSchema, sixteenBits } from "./beacon.ts";

/** What a phone received from one beacon at one moment, as it came. */
export const beaconDataSchema = z.object({
  uuid: beaconIdSchema,
  major: sixteenBits,
  minor: sixteenBits,
  /** Received signal strength in dBm. */
  rssi: z.int({ error: "expected a whole number of dBm" }).min(-100).max(0),
}).readonly();

/** What a phone received, with its moment, which the detection's own moment stands in for where it is missing. */
export const readingSchema = strictObject("reading", {
  ...beaconDataSchema.unwrap().shape,
  observedAt: instant.optional(),
}).readonly();
export type Reading = z.infer<typeof readingSchema>;
