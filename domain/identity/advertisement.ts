import { z } from "zod";
import { canonicalId } from "../shared/outside_id.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const WITHOUT_DASHES = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

/** Small letters and dashes, as it is stored; `null` for what is no UUID. Dashes may be left out, as some senders do. */
export function canonicalUuid(text: string): string | null {
  const dashed = text.replace(WITHOUT_DASHES, "$1-$2-$3-$4-$5");
  return UUID.test(dashed) ? dashed.toLowerCase() : null;
}

export const beaconUuidSchema = z.string({ error: "expected a UUID" }).overwrite((text) => {
  const trimmed = canonicalId(text);
  return canonicalUuid(trimmed) ?? trimmed;
}).regex(UUID, "expected a UUID such as 550e8400-e29b-41d4-a716-446655440000, dashes optional")
  .brand<"BeaconUuid">().meta({
    pattern: "^([0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$",
    examples: ["550e8400-e29b-41d4-a716-446655440000"],
  });

/** Major (group within a store) and minor (place in it). */
export const sixteenBits = z.int().min(0).max(65_535);

/** What an iBeacon sends. Makers give all their beacons one UUID: only the three together tell two beacons apart. */
export const advertisementSchema = z.object({ uuid: beaconUuidSchema, major: sixteenBits, minor: sixteenBits });
export type Advertisement = Readonly<z.infer<typeof advertisementSchema>>;

export function advertisementKey({ uuid, major, minor }: Advertisement): string {
  return `${uuid}:${major}:${minor}`;
}
