import {
  type Beacon,
  type BeaconId,
  beaconIdSchema,
  parseBeaconDraft,
  storedStoreIdSchema,
} from "../../domain/identity/beacon.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { Beacons, PutBeacon } from "./ports/beacons.ts";
import { type BeaconNotRegistered, beaconNotRegistered } from "./refusals.ts";

interface ManageBeaconsDeps {
  readonly beacons: Beacons;
}

export async function registerBeacon(
  { beacons }: ManageBeaconsDeps,
  id: string,
  draft: unknown,
): Promise<Result<{ readonly beacon: Beacon; readonly outcome: PutBeacon["outcome"] }, InvalidInput>> {
  const parsed = parseBeaconDraft(id, draft);
  if (!parsed.ok) return parsed;
  const { outcome } = await beacons.put(parsed.value);
  return accepted({ beacon: parsed.value, outcome });
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
  const storeId: Result<StoreId, InvalidInput> = parseAs(storedStoreIdSchema, store, "store");
  return storeId.ok ? accepted((await beacons.ofStore(storeId.value)).map(shown)) : storeId;
}

function shown({ version: _, ...beacon }: Beacon & { readonly version: number }): Beacon {
  return beacon;
}
