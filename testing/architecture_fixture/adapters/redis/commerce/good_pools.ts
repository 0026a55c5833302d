import "../core/good_connection.ts";
import "../../../domain/commerce/good_order.ts";
export {};
