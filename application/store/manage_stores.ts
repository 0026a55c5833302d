import { makeStore, parseStoreId } from "../../domain/store/store.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { PutOutcome, StoredStore, Stores } from "./ports/sales.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";
import { notify, type SalesSubscriber } from "./sales_subscriber.ts";

interface ManageStoresDeps {
  readonly stores: Stores;
  readonly subscriber: SalesSubscriber;
}

export async function readStore(
  { stores }: Pick<ManageStoresDeps, "stores">,
  id: string,
): Promise<Result<StoredStore, Unknown<"unknown_store">>> {
  const storeId = parseStoreId(id);
  const store = storeId.ok ? await stores.find(storeId.value) : null;
  return store ? accepted(store) : refused(unknownThing("store", id, "read the store"));
}

/** Settings that are left out are as in a new store. */
export async function putStore(
  { stores, subscriber }: ManageStoresDeps,
  id: string,
  settings: unknown,
): Promise<Result<{ readonly outcome: PutOutcome; readonly store: StoredStore }, InvalidInput>> {
  const storeId = parseStoreId(id);
  if (!storeId.ok) return storeId;
  const made = makeStore(storeId.value, settings);
  if (!made.ok) return made;
  const put = await stores.put(made.value);
  if (put.outcome === "hours_changed") await notify(subscriber, (each) => each.onHoursChanged(put.store));
  return accepted(put);
}
