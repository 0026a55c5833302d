import { customersContract } from "../../application/identity/ports/customers_contract.ts";
import { identificationsContract } from "../../application/identity/ports/identifications_contract.ts";
import "../../testing/leak_checks.ts";
import { postgresIdentity } from "../../testing/tested_identity.ts";

identificationsContract("Postgres", postgresIdentity, { rounds: 25 });
customersContract("Postgres", postgresIdentity);
