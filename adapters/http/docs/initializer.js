globalThis.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  // The validator badge would ask a server elsewhere.
  validatorUrl: null,
  tryItOutEnabled: true,
});
