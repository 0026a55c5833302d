import { type ConfidenceConfiguration, parametersOf } from "../../domain/identity/confidence/configuration.ts";
import type { ConfidenceParameters } from "../../domain/identity/confidence/parameters.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { ConfidenceSets, LiveParameters } from "./ports/confidence.ts";

/**
 * The parameters in use: a survey's from the configuration, else what the store has learned, else the configuration's.
 * As fresh as the last `refresh`; while Postgres is unreachable the last known ones hold.
 */
export class LiveConfidence {
  #live: ReadonlyMap<StoreId, InUse & { readonly version: number }> = new Map();

  constructor(
    private readonly sets: Pick<ConfidenceSets, "live">,
    private readonly configuration: ConfidenceConfiguration,
  ) {}

  /** A set that stays is the same object: models made from it are cached by it. Throws `Outage`. */
  async refresh(): Promise<void> {
    const deps = inUseDeps(this.configuration);
    this.#live = new Map([...await this.sets.live()].map(([store, set]) => {
      const known = this.#live.get(store);
      return [store, known?.version === set.version ? known : { ...inUse(deps, store, set), version: set.version }];
    }));
  }

  parametersOf(store: StoreId): ConfidenceParameters {
    return this.#live.get(store)?.parameters ?? parametersOf(this.configuration, store);
  }

  baseOf(store: StoreId): number {
    return this.#live.get(store)?.base ?? 0;
  }
}

export interface InUseDeps {
  /** What holds without a learned set. */
  readonly configured: (store: StoreId) => ConfidenceParameters;
  readonly isSurveyed: (store: StoreId) => boolean;
}

export function inUseDeps(configuration: ConfidenceConfiguration): InUseDeps {
  return {
    configured: (store) => parametersOf(configuration, store),
    isSurveyed: (store) => isSurveyed(configuration, store),
  };
}

interface InUse {
  readonly parameters: ConfidenceParameters;
  /** The learned set that answers, 0 for the configured parameters. */
  readonly base: number;
}

/** Of a live set, if any; one that recalibrates the configured parameters is of them as they are now. */
export function inUse(
  { configured, isSurveyed }: InUseDeps,
  store: StoreId,
  live: LiveParameters | undefined,
): InUse {
  if (!live || (live.recalibrates !== 0 && isSurveyed(store))) return { parameters: configured(store), base: 0 };
  if (live.recalibrates !== 0) return { parameters: live.parameters, base: live.recalibrates ?? live.version };
  return { parameters: { ...configured(store), calibration: live.parameters.calibration }, base: 0 };
}

/** Whether single beacons of the store are configured: labels say more than readings without. */
export function isSurveyed(configuration: ConfidenceConfiguration, store: StoreId): boolean {
  return Object.keys(configuration.stores.get(store)?.beacons ?? {}).length > 0;
}
