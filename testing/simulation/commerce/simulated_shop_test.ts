import { inboxContract } from "../../../application/commerce/ports/contracts/inbox_contract.ts";
import { membershipContract } from "../../../application/commerce/ports/contracts/membership_contract.ts";
import { orderDeltasContract } from "../../../application/commerce/ports/contracts/order_deltas_contract.ts";
import { pendingOrdersContract } from "../../../application/commerce/ports/contracts/pending_orders_contract.ts";
import { poolCandidatesContract } from "../../../application/commerce/ports/contracts/pool_candidates_contract.ts";
import { resentOrdersContract } from "../../../application/commerce/ports/contracts/resent_orders_contract.ts";
import { standingsContract } from "../../../application/commerce/ports/contracts/standings_contract.ts";
import { streamPositionsContract } from "../../../application/commerce/ports/contracts/stream_positions_contract.ts";
import { userErasureContract } from "../../../application/commerce/ports/contracts/user_erasure_contract.ts";
import { outboxContract } from "../../../application/shared/outbox_contract.ts";
import { redrivenLettersContract } from "../../../application/shared/redriven_letters_contract.ts";
import { redrivenLetters } from "./redriven_letters.ts";
import { databaseForContracts, simulatedShop } from "./contract_shop.ts";

const ENGINE = "the simulation";
const contracts = [
  inboxContract,
  membershipContract,
  orderDeltasContract,
  outboxContract,
  pendingOrdersContract,
  poolCandidatesContract,
  resentOrdersContract,
  standingsContract,
  streamPositionsContract,
  userErasureContract,
];
for (const contract of contracts) contract(ENGINE, () => Promise.resolve(simulatedShop()));

redrivenLettersContract("in the simulation", (work) => {
  const { database, process } = databaseForContracts();
  return work(redrivenLetters(database, process));
});
