export { port } from "../../application/commerce/ports/good_port.ts";
