import "../identity/good_routes.ts";
