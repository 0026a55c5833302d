import { z } from "zod";
import { type DatabaseName, DATABASES } from "../../../application/sourcing/one_database.ts";
import { connectionSettings, server, type ServerDatabase } from "./database_config.ts";
import { passwordFileOf } from "./reread.ts";
import { commaList, decimalNumber, type Env, flag, readSettings, wholeNumber, WrongSettings } from "./settings.ts";

export interface SourcingConfig {
  /** `null`: three embedded ones in the data folder. */
  readonly databases: Readonly<Record<DatabaseName, ServerDatabase>> | null;
  /** By the name that an account gives. */
  readonly supplierTokens: ReadonlyMap<string, PartnerToken>;
  readonly marketTokens: ReadonlyMap<string, PartnerToken>;
  /** Share of the selling price that must be left. */
  readonly marginRate: number;
  /** Share of an order's amount that must be left of it, fee, supply price and postage paid. */
  readonly leastMarginRate: number;
  readonly syncIntervalSeconds: number;
  readonly completeIntervalSeconds: number;
  readonly pullIntervalSeconds: number;
  readonly productsIntervalSeconds: number;
  /** From the last change of an order to the removal of its buyer and receiver. */
  readonly buyerRetentionDays: number;
  /** `deno task start` plays a supplier and a marketplace. */
  readonly demo: boolean;
}

export const VARIABLE_OF: Readonly<Record<DatabaseName, string>> = {
  source: "SOURCE_DATABASE_URL",
  dropship: "DROPSHIP_DATABASE_URL",
  market: "MARKET_DATABASE_URL",
};

/** A secret and the one origin that it is sent to, such as `https://api.example.com`. */
export interface PartnerToken {
  readonly origin: string;
  readonly token: string;
}

const ENTRY = /^([^=@\s]+)@(https?:\/\/[^=@/\s]+)\/?=(\S+)$/;

/** Whoever may write accounts chooses a token by its name, so its destination is chosen here. */
const tokens = z.string().default("").transform(commaList)
  .refine(
    (list) => list.every((entry) => ENTRY.test(entry) && URL.canParse(ENTRY.exec(entry)![2]!)),
    "expected name@https://host=token, the origin being the only one that the token is sent to; several separated by commas",
  )
  .transform((list) =>
    new Map(list.map((entry): [string, PartnerToken] => {
      const [, name, origin, token] = ENTRY.exec(entry)!;
      return [name!, { origin: new URL(origin!).origin, token: token! }];
    }))
  );

const settings = z.object({
  SOURCE_DATABASE_URL: z.string().optional(),
  DROPSHIP_DATABASE_URL: z.string().optional(),
  MARKET_DATABASE_URL: z.string().optional(),
  SOURCE_DATABASE_PASSWORD_FILE: z.string().optional(),
  DROPSHIP_DATABASE_PASSWORD_FILE: z.string().optional(),
  MARKET_DATABASE_PASSWORD_FILE: z.string().optional(),
  SUPPLIER_TOKENS: tokens,
  MARKET_TOKENS: tokens,
  SOURCING_MARGIN_RATE: decimalNumber(0, 0.95).default(0.25),
  SOURCING_LEAST_MARGIN_RATE: decimalNumber(0, 0.95).default(0),
  SUPPLIER_SYNC_INTERVAL: wholeNumber(1, 86_400 * 31).default(3_600),
  SUPPLIER_COMPLETE_INTERVAL: wholeNumber(1, 86_400 * 31).default(86_400),
  MARKET_PULL_INTERVAL: wholeNumber(1, 86_400).default(60),
  MARKET_PRODUCTS_INTERVAL: wholeNumber(1, 86_400 * 31).default(3_600),
  SOURCING_BUYER_RETENTION_DAYS: wholeNumber(1, 3_650).default(90),
  SOURCING_DEMO: flag.default(true),
});

export const SOURCING_SETTINGS: readonly string[] = Object.keys(settings.shape);

export function parseSourcingConfig(env: Env): SourcingConfig {
  const given = readSettings(settings, env);
  return {
    databases: databasesOf(env),
    supplierTokens: given.SUPPLIER_TOKENS,
    marketTokens: given.MARKET_TOKENS,
    marginRate: given.SOURCING_MARGIN_RATE,
    leastMarginRate: given.SOURCING_LEAST_MARGIN_RATE,
    syncIntervalSeconds: given.SUPPLIER_SYNC_INTERVAL,
    completeIntervalSeconds: given.SUPPLIER_COMPLETE_INTERVAL,
    pullIntervalSeconds: given.MARKET_PULL_INTERVAL,
    productsIntervalSeconds: given.MARKET_PRODUCTS_INTERVAL,
    buyerRetentionDays: given.SOURCING_BUYER_RETENTION_DAYS,
    demo: given.SOURCING_DEMO,
  };
}

function databasesOf(env: Env): SourcingConfig["databases"] {
  const missing = DATABASES.filter((name) => env[VARIABLE_OF[name]] === undefined);
  if (missing.length === DATABASES.length) return null;
  if (missing.length > 0) {
    throw new WrongSettings(missing.map((name) => {
      const others = DATABASES.filter((other) => !missing.includes(other)).map((other) => VARIABLE_OF[other]);
      return `${VARIABLE_OF[name]} is not set: ${others.join(" and ")} ${others.length > 1 ? "are" : "is"}, and the ` +
        "three databases go together; set all three or none";
    }));
  }
  const common = readSettings(connectionSettings, env);
  const databaseOf = (name: DatabaseName) => {
    const variable = VARIABLE_OF[name];
    const file = variable.replace(/URL$/, "PASSWORD_FILE");
    const passwordFile = passwordFileOf(file, env[file]?.trim());
    return server(common, variable, { variable, url: env[variable]!.trim(), tls: "off", passwordFile });
  };
  return { source: databaseOf("source"), dropship: databaseOf("dropship"), market: databaseOf("market") };
}
