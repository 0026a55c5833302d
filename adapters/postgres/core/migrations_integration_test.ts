import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { migrationsContract } from "./migrations_contract.ts";

migrationsContract("Postgres", () => temporaryDatabase({ migrated: false }));
