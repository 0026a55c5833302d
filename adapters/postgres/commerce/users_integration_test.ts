import { usersContract } from "../../../application/commerce/ports/users_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop_under_test.ts";

usersContract("Postgres", postgresShop);
