import { menuFiguresContract } from "../../../application/store/ports/menu_figures_contract.ts";
import { salesContract } from "../../../application/store/ports/sales_contract.ts";
import { storesContract } from "../../../application/store/ports/stores_contract.ts";
import { memoryStores } from "../../ports/stores.ts";

storesContract("memory", memoryStores);
salesContract("memory", memoryStores);
menuFiguresContract("memory", memoryStores);
