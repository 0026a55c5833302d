import { testApiKeys } from "../../../application/shared/api_keys_contract.ts";
import { MemoryApiKeys } from "./api_keys.ts";

testApiKeys("in memory", (work) => work(new MemoryApiKeys()));
