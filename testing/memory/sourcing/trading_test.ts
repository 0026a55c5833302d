import { tradingContract } from "../../../application/sourcing/ports/trading_contract.ts";
import { memoryMarket } from "../../ports/market_ports.ts";

tradingContract("memory", memoryMarket);
