import { activeScenariosContract } from "../../../application/commerce/ports/contracts/active_scenarios_contract.ts";
import { MemoryActiveScenarios } from "./active_scenarios.ts";

activeScenariosContract("memory", (work) => work(new MemoryActiveScenarios()));
