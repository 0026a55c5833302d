export const COMMERCE_PROBLEMS = {
  unknown_user: { status: 404, meaning: "There is no such user" },
  unknown_product: { status: 404, meaning: "There is no such product" },
  unknown_order: { status: 404, meaning: "There is no such order" },
  unknown_scenario: { status: 404, meaning: "There is no such scenario" },
  empty_pool: { status: 404, meaning: "Nothing is in the pool yet" },
  user_exists: { status: 409, meaning: "The id is taken; in a list, the items before it were stored" },
  user_erased: { status: 409, meaning: "The person was erased; a new registration needs a new id" },
  product_exists: { status: 409, meaning: "The id is taken; in a list, the items before it were stored" },
  order_conflict: {
    status: 409,
    meaning: "It is stored with other content, or with a status that can't become this one",
  },
  precondition_failed: { status: 412, meaning: "It has changed since it was read: If-Match names another ETag" },
  unreadable_line: { status: 422, meaning: "A line can't become an order; detail says why" },
  user_has_orders: { status: 409, meaning: "Orders name the user; erase=true blanks the person instead" },
  product_has_orders: { status: 409, meaning: "Orders name the product" },
  too_many_listeners: { status: 503, meaning: "The live stream has as many listeners as it takes" },
} as const;
