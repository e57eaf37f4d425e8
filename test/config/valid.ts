/** The least that each type needs. */
export const validCreate = {
  type: "glpi-create-ticket",
  name: "GLPI",
  url: "https://glpi.acme.example/apirest.php",
  appToken: "app-token-secret",
  userToken: "user-token-secret",
} as const;

export const validConsult = { ...validCreate, type: "glpi-consult-tickets" } as const;
