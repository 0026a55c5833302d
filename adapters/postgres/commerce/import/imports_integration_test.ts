import { importsContract } from "../../../../application/commerce/ports/contracts/imports_contract.ts";
import { webhooksContract } from "../../../../application/commerce/ports/contracts/webhooks_contract.ts";
import "../../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../../testing/ports/shop.ts";

importsContract("Postgres", postgresShop);
webhooksContract("Postgres", postgresShop);
