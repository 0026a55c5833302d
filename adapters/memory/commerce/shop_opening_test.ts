import { shopOpeningContract } from "../../../application/commerce/ports/contracts/shop_opening_contract.ts";
import { MemoryShopOpening } from "./shop_opening.ts";

shopOpeningContract("memory", (work) => work(new MemoryShopOpening()));
