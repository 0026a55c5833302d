export type Store = { name: string };
export { port } from "../../application/commerce/ports/good_port.ts";
