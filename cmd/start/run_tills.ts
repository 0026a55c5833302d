import { repeat } from "../../adapters/system/repeat.ts";
import {
  type DemoStoreDeps,
  openDemoStores,
  ringUpSales,
} from "../../application/store/simulation/open_demo_stores.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { Process } from "../wiring/process/run_process.ts";

const EVERY_MS = 2_000;

/** What an outage kept from being recorded is recorded after it, as a till that was offline does. */
export async function runTills({ log, signal }: Pick<Process, "log" | "signal">, deps: DemoStoreDeps): Promise<void> {
  let soldUntil = deps.clock();
  let isOpened = false;
  await repeat(
    async () => {
      if (!isOpened) {
        const opened = await openDemoStores(deps, signal);
        isOpened = true;
        if (opened.stores > 0) log.info(opened, "demo stores opened: invented sales and manuals; --demo off has none");
      }
      const until = deps.clock();
      await ringUpSales(deps, { after: soldUntil, until });
      soldUntil = until;
    },
    EVERY_MS,
    signal,
    (error) => log.warn({ reason: reasonOf(error) }, "cannot record the demo stores' sales yet"),
  );
}
