import { idLaws } from "../../testing/fixtures/id_laws.ts";
import { externalIdSchema } from "./ids.ts";

idLaws("a partner's id", externalIdSchema);
