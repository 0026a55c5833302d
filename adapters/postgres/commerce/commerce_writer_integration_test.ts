import { commerceWriterContract } from "../../../application/commerce/ports/contracts/commerce_writer_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";

commerceWriterContract("Postgres", postgresShop);
