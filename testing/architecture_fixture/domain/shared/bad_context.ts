export * from "../identity/good_customer.ts";
