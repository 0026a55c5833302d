import { type Order, orderSchema } from "../../../domain/commerce/order.ts";
import { Table, TIMESTAMPS } from "../core/table.ts";

export const ORDERS = new Table<Order>({
  name: "orders",
  key: "orderId",
  schema: orderSchema,
  columns: {
    orderId: { name: "order_id", type: "text" },
    userId: { name: "user_id", type: "text" },
    productId: { name: "product_id", type: "text" },
    quantity: { name: "quantity", type: "int" },
    totalAmount: { name: "total_amount", type: "int" },
    shippingCost: { name: "shipping_cost", type: "int" },
    discountAmount: { name: "discount_amount", type: "int" },
    paymentMethod: { name: "payment_method", type: "text" },
    status: { name: "status", type: "text" },
    category: { name: "category", type: "text" },
    userName: { name: "user_name", type: "text" },
    userRegion: { name: "user_region", type: "text" },
    userGender: { name: "user_gender", type: "text" },
    userAgeGroup: { name: "user_age_group", type: "text" },
    createdAt: { name: "created_at", type: "timestamptz" },
    invoice: { name: "invoice", type: "text" },
    importRun: { name: "import_run", type: "int" },
    selection: { name: "selection", type: "jsonb" },
  },
  filled: TIMESTAMPS,
});
