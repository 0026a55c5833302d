import { tradingContract } from "../../../application/sourcing/ports/trading_contract.ts";
import "../../../testing/leak_checks.ts";
import { postgresMarket } from "../../../testing/postgres_market.ts";

tradingContract("Postgres", postgresMarket);
