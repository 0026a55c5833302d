import { idLaws } from "../../testing/fixtures/id_laws.ts";
import { manualIdSchema } from "./manuals/manual.ts";
import { menuNameSchema } from "./menu.ts";
import { saleIdSchema } from "./sale.ts";

idLaws("a sale's id", saleIdSchema);
idLaws("a manual's id", manualIdSchema);
idLaws("a menu's name", menuNameSchema);
