import { shopFiguresContract } from "../../../application/commerce/ports/contracts/shop_figures_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

shopFiguresContract("Postgres", postgresShop);
