import { tradingContract } from "../../../application/sourcing/ports/trading_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresMarket } from "../../../testing/ports/postgres_market.ts";

tradingContract("Postgres", postgresMarket);
