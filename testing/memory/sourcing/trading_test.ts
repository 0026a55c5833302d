import { tradingContract } from "../../../application/sourcing/ports/trading_contract.ts";
import { memoryMarket } from "../../ports/market.ts";

tradingContract("memory", memoryMarket);
