import { freshDatabase } from "../../testing/fresh_database.ts";
import "../../testing/leak_checks.ts";
import { migrationsContract } from "./migrations_contract.ts";

migrationsContract("Postgres", () => freshDatabase({ migrated: false }));
