import "../../../domain/commerce/good_order.ts";
