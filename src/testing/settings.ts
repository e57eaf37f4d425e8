import type { UploadLimits } from "./files/limits.js";

/** What an administrator may have set up. */
export interface ServerSettings extends UploadLimits {
  /** The registered API client's token. */
  readonly appToken: string;
  /** False: the REST API is switched off in GLPI. */
  readonly apiEnabled: boolean;
  /** False: no API client is registered for the caller's IP address. */
  readonly ipAllowed: boolean;
}
