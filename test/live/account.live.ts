import { expect, it } from "vitest";
import { conversation, message } from "../words.js";
import { describeOnGlpi } from "./live-glpi.js";

describeOnGlpi("what is wrong with an account", (live) => {
  it.each([
    ["an app token that GLPI does not know", "APP_TOKEN_WRONG", { appToken: "no-such-app-token" }],
    ["a user token that GLPI does not know", "USER_TOKEN_WRONG", { userToken: "no-such-user-token" }],
    ["an address without a GLPI", "ADDRESS_WRONG", { url: "/no-such-glpi/apirest.php" }],
  ])("is told by its code: %s", async (_case, code, wrong) => {
    const { integration, create, account } = live();
    const url = new URL("url" in wrong ? wrong.url : account.url, account.url).href;
    const opened = integration.createTicket({
      integration: { ...create, ...wrong, url },
      conversation: conversation(),
      messages: [message()],
    });
    await expect(opened).rejects.toMatchObject({ name: "GlpiIntegrationError", code, retryable: false });
  });
});
