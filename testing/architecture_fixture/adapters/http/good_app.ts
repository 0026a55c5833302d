import "./identity/good_routes.ts";
import "./server/good_server.ts";
