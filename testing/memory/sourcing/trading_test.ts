import { tradingContract } from "../../../application/sourcing/ports/trading_contract.ts";
import { memoryMarket } from "../../ports/market_under_test.ts";

tradingContract("memory", memoryMarket);
