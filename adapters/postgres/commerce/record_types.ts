/**
 * How one JSON parameter becomes rows: `json_to_recordset($1::text::json) as r(<these columns>)`.
 *
 * A whole batch travels as one text. That is the fastest way in that reports its errors: COPY's do not surface through
 * this driver, and one array a column has to be built value by value.
 */
export const USER_RECORD = `user_id text, name text, gender text, age int, birth_year int, address text,
  address_district text, email text, grade text, status text, last_login_at timestamptz, marketing_agree text,
  created_at timestamptz, last_ordered_at timestamptz, random_seed float8, is_guest boolean`;

export const PRODUCT_RECORD = `product_id text, name text, category text, brand text, org_price int, price int,
  discount_rate float8, stock int, rating float8, review_count int, is_best text, created_at timestamptz,
  order_count int, is_goods boolean`;

export const ORDER_RECORD = `order_id text, user_id text, product_id text, quantity int, total_amount int,
  shipping_cost int, discount_amount int, payment_method text, status text, category text, user_name text,
  user_region text, user_gender text, user_age_group text, created_at timestamptz, selection jsonb`;
