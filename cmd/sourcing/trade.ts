import type { AccountResult, IsWanted } from "../../application/sourcing/marketplace_rounds.ts";
import { everyPage } from "../../application/sourcing/page.ts";
import { placeRound } from "../../application/sourcing/place_round.ts";
import type { MarketAccounts } from "../../application/sourcing/ports/marketplace.ts";
import { publishRound } from "../../application/sourcing/publish_round.ts";
import { pullMarketProducts } from "../../application/sourcing/marketplace/pull_market_products.ts";
import { pullRound } from "../../application/sourcing/pull_round.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { count } from "../wiring/process/table.ts";
import { sourcingDeps } from "../wiring/sourcing.ts";
import { STEP_COMMANDS } from "./arguments.ts";
import { accountRoundStep, roundStep } from "./run_rounds.ts";
import { reportOf } from "./step.ts";

export const publishStep = accountRoundStep(
  STEP_COMMANDS.publish,
  (process, account) => ({
    unit: "listings",
    stage: "publish listings",
    pauseMs: 1_000,
    open: async () => {
      const { deps, options } = await openFor(process, "sourcing publish", account);
      return async (onProgress) => {
        const report = await publishRound(deps, { ...options, onProgress });
        return { ...report, followed: reportOf(report.followed) };
      };
    },
    textOf: ({ accounts }) =>
      linesOf(
        accounts,
        ({ published = 0, changed = 0, withdrawn = 0, refused = 0 }) =>
          `${count(published)} published, ${count(changed)} changed, ` +
          `${count(withdrawn)} withdrawn, ${count(refused)} refused`,
      ),
    isFinished: ({ accounts, followed }) => followed.deadLettered === 0 && accounts.every(isDone),
  }),
);

export const pullOrdersStep = accountRoundStep(
  STEP_COMMANDS["pull-orders"],
  (process, account) => ({
    unit: "orders",
    stage: "pull orders",
    pauseMs: process.config.sourcing.pullIntervalSeconds * 1_000,
    open: async () => {
      const { deps, options } = await openFor(process, "sourcing pull-orders", account);
      return async (onProgress) => {
        const report = await pullRound({ ...deps, journal: deps.orderJournal }, { ...options, onProgress });
        // `taken` is the old name of `ingested`, for one version.
        return { ...report, taken: report.ingested };
      };
    },
    textOf: ({ ingested }) =>
      `${count(ingested.orders)} order lines ingested, ${count(ingested.supplierOrders)} to order at suppliers, ` +
      `${count(ingested.cancelled)} cancelled, ${count(ingested.unreadable)} unreadable.`,
    isFinished: ({ accounts }) => accounts.every(isDone),
  }),
);

export const pullProductsStep = accountRoundStep(
  STEP_COMMANDS["pull-products"],
  (process, account) => ({
    unit: "products",
    stage: "pull products",
    pauseMs: process.config.sourcing.productsIntervalSeconds * 1_000,
    open: async () => {
      const { deps, options } = await openFor(process, "sourcing pull-products", account);
      return (onProgress) => pullMarketProducts(deps, { ...options, onProgress });
    },
    textOf: ({ accounts }) =>
      linesOf(
        accounts,
        ({ added = 0, changed = 0, unchanged = 0 }) =>
          `${count(added)} added, ${count(changed)} changed, ${count(unchanged)} unchanged`,
      ),
    isFinished: ({ accounts }) => accounts.every(isDone),
  }),
);

export const placeOrdersStep = roundStep(STEP_COMMANDS["place-orders"], (process) => ({
  unit: "supplier orders",
  stage: "place supplier orders",
  pauseMs: 1_000,
  open: async () => {
    const deps = sourcingDeps(process, await openSourcing(process, "sourcing place-orders"));
    return async (onProgress) => {
      const report = await placeRound(deps, { signal: process.signal, onProgress });
      return { ...report, followed: reportOf(report.followed) };
    };
  },
  textOf: ({ placed, refused, cancelled, cancelRequested, toReturn, closed }) =>
    `${count(placed)} placed, ${count(refused)} refused, ${count(cancelled)} cancelled, ` +
    (cancelRequested > 0 ? `${count(cancelRequested)} asked to be cancelled, ` : "") +
    `${count(toReturn)} to return; ${count(closed.length)} suppliers unreachable.`,
  isFinished: ({ closed, followed }) => closed.length === 0 && followed.deadLettered === 0,
}));

async function openFor(process: Process, name: string, account: string | undefined) {
  const deps = sourcingDeps(process, await openSourcing(process, name));
  return { deps, options: { signal: process.signal, isWanted: await accountsNamed(deps.marketAccounts, account) } };
}

function linesOf<T>(accounts: readonly AccountResult<T>[], countsOf: (result: AccountResult<T>) => string): string {
  const lines = accounts.map((result) => `${result.market}/${result.account}: ${result.error ?? countsOf(result)}.`);
  return lines.join("\n") || "No market account is active.";
}

function isDone({ error }: AccountResult<unknown>): boolean {
  return error === null;
}

/** Accounts that `--account` names, by id or as MARKET/NAME; all without. Throws `WrongSettings` for an unknown one. */
async function accountsNamed(accounts: Pick<MarketAccounts, "list">, given: string | undefined): Promise<IsWanted> {
  if (given === undefined) return () => true;
  const isWanted: IsWanted = ({ id, market, name }) => given === id || given === `${market}/${name}`;
  if ((await everyPage((page) => accounts.list(page))).some(isWanted)) return isWanted;
  throw new WrongSettings([`--account is "${given}": there is no such market account`]);
}
