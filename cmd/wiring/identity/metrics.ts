import prom from "prom-client";
import type { DetectionObserver } from "../../../application/identity/detect_customer.ts";

/** Figures of identification. */
export interface IdentityMetrics {
  readonly detections: DetectionObserver;
  /** A beacon was looked for in the cache. */
  beaconLookUp(result: "hit" | "miss" | "away"): void;
  /** @param days for how long detections have a partition */
  showHorizon(days: () => Promise<number>): void;
}

export function identityMetrics(registry: prom.Registry): IdentityMetrics {
  const outcomes = new prom.Counter({
    name: "tillstream_detections_total",
    help: "Detections by what became of them",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const confidence = new prom.Histogram({
    name: "tillstream_detection_confidence",
    help: "How sure the model was of a detection's place",
    buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1],
    registers: [registry],
  });
  const lookUps = new prom.Counter({
    name: "tillstream_beacon_cache_reads_total",
    help: "Beacons looked for in the cache: found, not found, or the cache was away",
    labelNames: ["result"],
    registers: [registry],
  });
  // Of each detection there are several.
  const lookUpsOf = { hit: lookUps.labels("hit"), miss: lookUps.labels("miss"), away: lookUps.labels("away") };
  return {
    detections: {
      decided: (outcome) => outcomes.inc({ outcome }),
      located: (probability) => confidence.observe(probability),
    },
    beaconLookUp: (result) => lookUpsOf[result].inc(),
    showHorizon: (days) => {
      new prom.Gauge({
        name: "tillstream_identity_partition_horizon_days",
        help: "For how many days from now on detections have a partition to be stored in",
        registers: [registry],
        async collect() {
          // While the database is unreachable the other figures are still worth having.
          await days().then((value) => this.set(value), () => this.remove());
        },
      });
    },
  };
}
