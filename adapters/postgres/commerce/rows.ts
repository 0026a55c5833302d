import type { Order } from "../../../domain/commerce/order.ts";
import { orderSchema } from "../../../domain/commerce/order.ts";
import { type Product, productSchema } from "../../../domain/commerce/product.ts";
import { type User, userSchema } from "../../../domain/commerce/user.ts";
import type { Stamps } from "../../../application/commerce/ports/users.ts";

type Row = Record<string, unknown>;

/** Columns of the seed that hold a boolean as text. */
const yesNo = (value: boolean) => (value ? "Y" : "N");

/** A user as `json_to_recordset` reads it; the keys are the columns. */
export function userToRow(user: User) {
  return {
    user_id: user.userId,
    name: user.name,
    gender: user.gender,
    age: user.age,
    birth_year: user.birthYear,
    address: user.address,
    address_district: user.addressDistrict,
    email: user.email,
    grade: user.grade,
    status: user.status,
    last_login_at: user.lastLoginAt,
    marketing_agree: String(user.marketingAgree),
    created_at: user.createdAt,
    last_ordered_at: user.lastOrderedAt,
    random_seed: user.randomSeed,
    is_guest: user.isGuest,
  };
}

/** Rehydration still validates: a row that someone changed by hand is found here, not three layers further in. */
export function userFromRow(row: Row): User {
  return userSchema.parse({
    userId: row.user_id,
    name: row.name,
    gender: row.gender,
    age: row.age,
    birthYear: row.birth_year,
    address: row.address,
    addressDistrict: row.address_district,
    email: row.email,
    grade: row.grade,
    status: row.status,
    lastLoginAt: row.last_login_at,
    marketingAgree: row.marketing_agree === "true",
    createdAt: row.created_at,
    lastOrderedAt: row.last_ordered_at,
    randomSeed: row.random_seed,
    isGuest: row.is_guest,
  });
}

export function productToRow(product: Product) {
  return {
    product_id: product.productId,
    name: product.name,
    category: product.category,
    brand: product.brand,
    org_price: product.orgPrice,
    price: product.price,
    discount_rate: product.discountRate,
    stock: product.stock,
    rating: product.rating,
    review_count: product.reviewCount,
    is_best: yesNo(product.isBest),
    created_at: product.createdAt,
    order_count: product.orderCount,
    is_goods: product.isGoods,
  };
}

export function productFromRow(row: Row): Product {
  return productSchema.parse({
    productId: row.product_id,
    name: row.name,
    category: row.category,
    brand: row.brand,
    orgPrice: row.org_price,
    price: row.price,
    discountRate: row.discount_rate,
    stock: row.stock,
    rating: row.rating,
    reviewCount: row.review_count,
    isBest: row.is_best === "Y",
    createdAt: row.created_at,
    orderCount: row.order_count,
    isGoods: row.is_goods,
  });
}

export function orderToRow(order: Order) {
  return {
    order_id: order.orderId,
    user_id: order.userId,
    product_id: order.productId,
    quantity: order.quantity,
    total_amount: order.totalAmount,
    shipping_cost: order.shippingCost,
    discount_amount: order.discountAmount,
    payment_method: order.paymentMethod,
    status: order.status,
    category: order.category,
    user_name: order.userName,
    user_region: order.userRegion,
    user_gender: order.userGender,
    user_age_group: order.userAgeGroup,
    created_at: order.createdAt,
    selection: order.selection,
  };
}

export function orderFromRow(row: Row): Order {
  return orderSchema.parse({
    orderId: row.order_id,
    userId: row.user_id,
    productId: row.product_id,
    quantity: row.quantity,
    totalAmount: row.total_amount,
    shippingCost: row.shipping_cost,
    discountAmount: row.discount_amount,
    paymentMethod: row.payment_method,
    status: row.status,
    category: row.category,
    userName: row.user_name,
    userRegion: row.user_region,
    userGender: row.user_gender,
    userAgeGroup: row.user_age_group,
    createdAt: row.created_at,
    selection: row.selection,
  });
}

export function stampsFromRow(row: Row): Stamps {
  return { createdDatetime: row.created_datetime as Date, updatedDatetime: row.updated_datetime as Date };
}
