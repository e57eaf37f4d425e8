/**
 * Every code an error of this package can have. They are stable: new ones may come, none changes its meaning.
 */
export const errorCodes = [
  /** The configuration, or an argument, is not valid. The message names each field and how to mend it. */
  "CONFIGURATION_INVALID",
  "EVENT_INVALID",
  /** The address answers something that is not GLPI's REST API. */
  "ADDRESS_WRONG",
  "REDIRECTED",
  "API_DISABLED",
  "IP_REFUSED",
  "APP_TOKEN_WRONG",
  "USER_TOKEN_WRONG",
  /** The API user's profile lacks a right; the message names it. */
  "RIGHT_MISSING",
  /** GLPI understood and refused: nothing was made. */
  "REFUSED",
  "NOT_FOUND",
  /** Nobody in GLPI is this contact, and the configuration neither creates people nor names a fallback. */
  "REQUESTER_NOT_FOUND",
  /** Several entities have the number by which a new person's company is looked for. */
  "COMPANY_AMBIGUOUS",
  "SESSION_LOST",
  /** GLPI cannot be reached or does not work; the request was not carried out, or asked for nothing to be made. */
  "UNAVAILABLE",
  /** GLPI was asked to make something and its answer never came: it may have been made. */
  "ANSWER_LOST",
  /** A function of the host failed. */
  "HOST_FAILED",
  /** A file cannot be put into its ticket, or not be taken out of it. */
  "FILE_FAILED",
  /** The store cannot keep or read. */
  "STORE_FAILED",
  /** `close()` was called before. */
  "CLOSED",
  /** A message was edited or deleted after its batch was made: the ticket still says what it said before. */
  "TOO_LATE",
  /** GLPI works, and something about how it is set up should be mended. */
  "GLPI_SETUP",
  /** A contact seems to answer by a machine, and is told nothing for a while. */
  "AUTO_REPLY",
  /** A defect of this package. */
  "UNEXPECTED",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  "SESSION_LOST",
  "UNAVAILABLE",
  "ANSWER_LOST",
  "HOST_FAILED",
  "STORE_FAILED",
  "UNEXPECTED",
]);

/** What is wrong with one field of a configuration. */
export interface ConfigurationIssue {
  /** The field's key, also of one that is not known; empty when it is about the configuration as a whole. */
  key: string;
  /** What is wrong and how to mend it, in the language of the configuration's `locale` (else Portuguese). */
  message: string;
}

export interface GlpiIntegrationErrorDetails {
  cause?: unknown;
  /** HTTP status of GLPI's answer. */
  status?: number | undefined;
  /** GLPI's own code: `ERROR_GLPI_ADD`, … */
  glpiCode?: string | undefined;
  /** Trying again sooner, in milliseconds, cannot help. */
  retryAfterMs?: number | undefined;
  /** Whether trying again can help, where the code alone does not say. */
  retryable?: boolean | undefined;
  issues?: readonly ConfigurationIssue[] | undefined;
}

/**
 * The one error of this package. Tell errors apart by `code`, not by class: the ESM and the CommonJS build hold two
 * different classes (see `isGlpiIntegrationError`). `message` says what to do about it. It never holds a token or
 * what a customer wrote.
 */
export class GlpiIntegrationError extends Error {
  override readonly name = "GlpiIntegrationError";
  readonly code: ErrorCode;
  /** Whether trying again later can help without anybody changing anything. */
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly glpiCode: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** What is wrong with a configuration, for a form that marks its fields: of `parseIntegration()`, and what loads with it. */
  readonly issues: readonly ConfigurationIssue[] | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    { cause, status, glpiCode, retryAfterMs, retryable, issues }: GlpiIntegrationErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable ?? retryableCodes.has(code);
    this.status = status;
    this.glpiCode = glpiCode;
    this.retryAfterMs = retryAfterMs;
    this.issues = issues;
  }
}

/** Whether `error` is a `GlpiIntegrationError`, of whichever copy of this package. */
export function isGlpiIntegrationError(error: unknown): error is GlpiIntegrationError {
  return error instanceof Error && error.name === "GlpiIntegrationError" && "code" in error && "retryable" in error;
}

/** Causes of causes beyond this tell nothing more, and may go round in a ring. */
export const MOST_CAUSES = 10;

/** A foreign failure as plain errors: what a library attaches (a request, with its tokens and texts) stays behind. */
export function plainCause(failure: unknown): Error {
  try {
    return plainly(failure, 1);
  } catch {
    // Its own getters fail.
    return new Error("a failure that cannot be read");
  }
}

function plainly(failure: unknown, deep: number): Error {
  if (!(failure instanceof Error))
    return new Error(typeof failure === "string" ? failure : `a thrown ${typeof failure}`);
  const plain = new Error(
    failure.message,
    failure.cause === undefined || deep === MOST_CAUSES ? undefined : { cause: plainly(failure.cause, deep + 1) },
  );
  plain.name = failure.name;
  if (failure.stack !== undefined) plain.stack = failure.stack;
  if ("code" in failure && typeof failure.code === "string") Object.assign(plain, { code: failure.code });
  return plain;
}

/** Any failure as an error of this package; what nobody foresaw is a defect of ours, and worth trying again. */
export function toIntegrationError(error: unknown): GlpiIntegrationError {
  if (isGlpiIntegrationError(error)) return error;
  return new GlpiIntegrationError("UNEXPECTED", "An unexpected failure in whazing-glpi: see cause, and report it.", {
    cause: plainCause(error),
  });
}
