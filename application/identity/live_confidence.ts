import { type ConfidenceConfiguration, parametersOf } from "../../domain/identity/confidence/configuration.ts";
import type { ConfidenceParameters } from "../../domain/identity/confidence/parameters.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { ConfidenceSets, LiveParameters } from "./ports/confidence.ts";

/**
 * The parameters in use: a survey's from the configuration, else what the store has learned, else the configuration's.
 * As fresh as the last `refresh`; while Postgres is unreachable the last known ones hold.
 */
export class LiveConfidence {
  #live: ReadonlyMap<StoreId, LiveParameters> = new Map();

  constructor(
    private readonly sets: Pick<ConfidenceSets, "live">,
    private readonly configuration: ConfidenceConfiguration,
  ) {}

  /** A set that stays is the same object: models made from it are cached by it. Throws `Outage`. */
  async refresh(): Promise<void> {
    const now = await this.sets.live();
    const learned = [...now].filter(([store]) => !isSurveyed(this.configuration, store));
    this.#live = new Map(learned.map(([store, set]) => {
      const known = this.#live.get(store);
      return [store, known?.version === set.version ? known : set];
    }));
  }

  parametersOf(store: StoreId): ConfidenceParameters {
    return this.#live.get(store)?.parameters ?? parametersOf(this.configuration, store);
  }
}

/** Whether single beacons of the store are configured: labels say more than readings without. */
export function isSurveyed(configuration: ConfidenceConfiguration, store: StoreId): boolean {
  return Object.keys(configuration.stores.get(store)?.beacons ?? {}).length > 0;
}
