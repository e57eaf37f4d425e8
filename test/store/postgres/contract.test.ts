import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { storeContract } from "../contract.js";
import { afterTicketContract } from "../contract-after-ticket.js";
import { boundsContract } from "../contract-bounds.js";
import { changesContract } from "../contract-changes.js";
import { contactsContract } from "../contract-contacts.js";
import { deadLettersContract } from "../contract-dead-letters.js";
import { overviewContract } from "../contract-overview.js";
import { faked, storeUnderTest } from "./under-test.js";

let pglite: PGlite;

beforeAll(async () => {
  pglite = await PGlite.create();
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: [...faked.toFake] });
  return () => vi.useRealTimers();
});
afterAll(() => pglite.close());

const makeStore = () => storeUnderTest({ query: (text, values) => pglite.query(text, values) });
storeContract("PostgresStore", makeStore);
afterTicketContract("PostgresStore", makeStore);
boundsContract("PostgresStore", makeStore);
deadLettersContract("PostgresStore", makeStore);
changesContract("PostgresStore", makeStore);
contactsContract("PostgresStore", makeStore);
overviewContract("PostgresStore", makeStore);
