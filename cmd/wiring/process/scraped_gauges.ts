import prom from "prom-client";
import { withTimeout } from "../../../adapters/system/with_timeout.ts";
import { singleFlight } from "../../../application/shared/single_flight.ts";

/** A scrape that waited longer would lose the other metrics too. */
const TIMEOUT_MS = 2_000;

/** `null`: nothing is shown of this one. */
type Gauge<T> = readonly [name: string, help: string, value: (each: T) => number | null];

/** Nothing where the look fails or takes too long. */
export async function withinScrape<T>(look: () => Promise<readonly T[]>): Promise<readonly T[]> {
  return await withTimeout(TIMEOUT_MS, look()).catch(() => []);
}

/** Read at each scrape, once for all of them; empty while what they are read from is unreachable or slow. */
export function scrapedGauges<T>(
  registry: prom.Registry,
  labelNames: readonly (keyof T & string)[],
  look: () => Promise<readonly T[]>,
  gauges: readonly Gauge<T>[],
): void {
  const shared = singleFlight(() => withinScrape(look));
  for (const [name, help, value] of gauges) {
    new prom.Gauge<string>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        const all = await shared();
        this.reset();
        for (const each of all) {
          const shown = value(each);
          if (shown === null) continue;
          this.set(Object.fromEntries(labelNames.map((label) => [label, String(each[label])])), shown);
        }
      },
    });
  }
}
