import { usersContract } from "../../../application/commerce/ports/contracts/users_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

usersContract("Postgres", postgresShop);
