import { toIntegrationError } from "../glpi/errors.js";
import type { Finding } from "./finding.js";
import type { Scene } from "./scene.js";

/** What GLPI does not answer fails where it was asked, and nowhere else. Never rejects. */
export async function settle(
  scene: Scene,
  id: string,
  check: (scene: Scene) => Finding[] | Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await check(scene);
  } catch (error) {
    const { code, status, glpiCode } = toIntegrationError(error);
    const why = [code, glpiCode, status].filter((part) => part !== undefined).join(", ");
    if (code === "RIGHT_MISSING") return [scene.say(id, "skipped", "notAllowed")];
    return [scene.say(id, "failed", "notAnswered", { why })];
  }
}
