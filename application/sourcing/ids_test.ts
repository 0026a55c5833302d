import { externalIdSchema } from "../../domain/sourcing/ids.ts";
import { assertOneId } from "../../testing/fixtures/id_laws.ts";

Deno.test("a partner's id is one in every spelling", () => assertOneId(externalIdSchema, "partner"));
