import { usersContract } from "../../application/commerce/ports/users_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresShop } from "../../testing/shop_under_test.ts";

usersContract("Postgres", postgresShop);
