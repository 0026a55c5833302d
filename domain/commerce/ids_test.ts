import { idLaws } from "../../testing/fixtures/id_laws.ts";
import { orderIdSchema } from "./order.ts";
import { productIdSchema } from "./product.ts";
import { userIdSchema } from "./user.ts";

idLaws("a user's id", userIdSchema);
idLaws("a product's id", productIdSchema);
idLaws("an order's id", orderIdSchema);
