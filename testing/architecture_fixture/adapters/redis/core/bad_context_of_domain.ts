import "../../../domain/identity/good_customer.ts";
