import { usersContract } from "../../application/commerce/ports/users_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/tested_shop.ts";

usersContract("Postgres", postgresShop);
