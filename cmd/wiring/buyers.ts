import { PostgresBuyerMessages } from "../../adapters/postgres/sourcing/buyers/buyer_messages.ts";
import { PostgresBuyerRegister } from "../../adapters/postgres/sourcing/buyers/buyer_register.ts";
import { cleanBuyers, embeddedBuyers } from "../../adapters/postgres/sourcing/buyers/clean_buyers.ts";
import { ErasedBuyers } from "../../adapters/postgres/sourcing/buyers/erased_buyers.ts";
import type { EraseBuyerDeps } from "../../application/sourcing/buyers/erase_buyer.ts";
import { expireBuyers } from "../../application/sourcing/buyers/expire_buyers.ts";
import type { RoundLog } from "../../application/sourcing/marketplace_rounds.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";
import { openErasureDigests } from "./engines/erasure_key.ts";
import type { SourcingDatabases } from "./open_sourcing.ts";
import type { Config } from "./config/config.ts";

/** Of what can't be written without looking into the register. */
export function openErasedBuyers(config: Config): ErasedBuyers {
  const { databases } = config.sourcing;
  return new ErasedBuyers(openErasureDigests(databases ? { ...config, database: databases.market } : config));
}

export function buyerErasure(databases: SourcingDatabases, erased: ErasedBuyers): EraseBuyerDeps {
  const { source, market, singleSession } = databases;
  return {
    register: new PostgresBuyerRegister(market, erased),
    messages: [
      new PostgresBuyerMessages(source, erased),
      ...(singleSession ? [embeddedBuyers(databases)] : []),
    ],
  };
}

export async function buyerRetentionRound(
  databases: SourcingDatabases,
  erased: ErasedBuyers,
  { config, log }: { readonly config: Config; readonly log: RoundLog },
): Promise<void> {
  const { source, market, singleSession } = databases;
  const gone = await expireBuyers({
    stores: [new PostgresBuyerRegister(market, erased), new PostgresBuyerMessages(source, erased)],
    retentionMs: config.sourcing.buyerRetentionDays * DAY_MS,
    clock: () => new Date(),
    log,
  });
  if (gone > 0 && singleSession) await cleanBuyers(databases);
}
