import { shopFiguresContract } from "../../application/commerce/ports/shop_figures_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/tested_shop.ts";

shopFiguresContract("Postgres", postgresShop);
