import { menuFiguresContract } from "../../../application/store/ports/menu_figures_contract.ts";
import { salesContract } from "../../../application/store/ports/sales_contract.ts";
import { storesContract } from "../../../application/store/ports/stores_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresStores } from "../../../testing/ports/stores.ts";

storesContract("Postgres", postgresStores);
salesContract("Postgres", postgresStores);
menuFiguresContract("Postgres", postgresStores);
