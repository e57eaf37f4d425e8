import type { WhazingChannel } from "../../whazing/channels.js";

/** What `serve` needs to know first. */
export interface Answers {
  glpiUrl: string;
  appToken: string;
  userToken: string;
  whazingUrl: string;
  apiToken: string;
  kind: NonNullable<WhazingChannel["kind"]>;
  queueId: number;
  errorQueueId: number | undefined;
  tellChanges: boolean;
}
