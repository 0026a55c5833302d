import "../../../../testing/engines/leak_checks.ts";
import { temporarySourcing } from "../../../../testing/engines/temporary_sourcing.ts";
import { buyersContract } from "./buyers_contract.ts";

buyersContract("Postgres", async () => {
  const three = await temporarySourcing();
  const { source, market, dropship } = three;
  return {
    source,
    market,
    others: [dropship],
    clean: [],
    files: () => Promise.resolve([]),
    [Symbol.asyncDispose]: () => three[Symbol.asyncDispose](),
  };
});
