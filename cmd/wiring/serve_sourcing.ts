import type { SourcingDeps, SourcingPorts } from "../../adapters/http/sourcing/deps.ts";
import { Outage, reasonOf } from "../../application/shared/fault.ts";
import { onceSuccessful } from "../../application/shared/single_flight.ts";
import { openPartners } from "./engines/partners.ts";
import { PartnerRegistry } from "../../adapters/partners/registry.ts";
import { embeddedEngine } from "./engines/shared_engines.ts";
import { openSourcing, type SourcingDatabases } from "./open_sourcing.ts";
import { keepSourcing, sourcingPorts } from "./sourcing.ts";
import type { Process } from "./process/run_process.ts";

interface ServeSourcingOptions {
  /** Once opened, this process runs all of sourcing too. */
  readonly works: boolean;
  /** Before it works: gives the process to work with. */
  readonly prepare?: (process: Process, databases: SourcingDatabases) => Promise<Process>;
}

/** Servers are opened at once, so that wrong addresses are refused; embedded databases at the first call. */
export async function serveSourcing(process: Process, options: ServeSourcingOptions): Promise<SourcingDeps> {
  const open = onceSuccessful(() => openPorts(process, options));
  if (options.works) embeddedEngine(process, "sourcing", () => ({ open: async () => void await open() }));
  if (process.config.sourcing.databases !== null) {
    await open().catch((error) => {
      if (!(error instanceof Outage)) throw error;
      process.log.warn({ reason: reasonOf(error) }, "cannot open the sourcing databases yet");
    });
  }
  return { open, now: () => performance.now() };
}

async function openPorts(process: Process, { works, prepare }: ServeSourcingOptions): Promise<SourcingPorts> {
  const databases = await openSourcing(process, "api");
  if (works) {
    const working = keepSourcing(await prepare?.(process, databases) ?? process, databases).catch((error) =>
      process.log.error({ reason: reasonOf(error) }, "sourcing does no work in this process")
    );
    process.closing.opened("sourcing", () => working);
  }
  const { ofSuppliers: supplierProtocols, ofMarketplaces: marketplaceProtocols } = new PartnerRegistry();
  const { fulfilment } = openPartners(process.config);
  return { ...sourcingPorts(process, databases), fulfilment, supplierProtocols, marketplaceProtocols };
}
