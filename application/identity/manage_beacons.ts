import {
  type Beacon,
  type BeaconId,
  beaconIdSchema,
  type BeaconUuidRefused,
  knownStoreIdSchema,
  parseBeaconDraft,
} from "../../domain/identity/beacon.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { BeaconConflict } from "../../domain/identity/place_beacon.ts";
import type { Beacons, PutBeacon, PutOptions } from "./ports/beacons.ts";
import { type BeaconNotRegistered, beaconNotRegistered } from "./refusals.ts";

interface ManageBeaconsDeps {
  readonly beacons: Beacons;
}

export async function registerBeacon(
  { beacons }: ManageBeaconsDeps,
  id: string,
  draft: unknown,
  options: PutOptions = {},
): Promise<
  Result<
    { readonly beacon: Beacon; readonly outcome: PutBeacon["outcome"] },
    InvalidInput | BeaconConflict | BeaconUuidRefused
  >
> {
  const parsed = parseBeaconDraft(id, draft);
  if (!parsed.ok) return parsed;
  const put = await beacons.put(parsed.value, options);
  return put.ok ? accepted({ beacon: parsed.value, outcome: put.value.outcome }) : put;
}

export async function readBeacon(
  { beacons }: ManageBeaconsDeps,
  id: string,
): Promise<Result<Beacon, BeaconNotRegistered>> {
  const beaconId: BeaconId | undefined = beaconIdSchema.safeParse(id).data;
  const [found] = beaconId ? await beacons.find([beaconId]) : [];
  return found ? accepted(shown(found)) : refused(beaconNotRegistered(id));
}

/** By major, minor and id; none for an unknown store. */
export async function listBeacons(
  { beacons }: ManageBeaconsDeps,
  store: string,
): Promise<Result<readonly Beacon[], InvalidInput>> {
  const storeId: Result<StoreId, InvalidInput> = parseAs(knownStoreIdSchema, store, "store");
  return storeId.ok ? accepted((await beacons.ofStore(storeId.value)).map(shown)) : storeId;
}

function shown({ version: _, ...beacon }: Beacon & { readonly version: number }): Beacon {
  return beacon;
}
