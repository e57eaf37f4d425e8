/**
 * Why a file is not in its ticket: `tooLarge` (for GLPI, for `maxFileMb`, or to be kept); `typeRefused`, by GLPI;
 * `empty`; `gone`: it is not where it was; `notAllowed`: its address is none that the operator names; `unreachable`: it
 * could not be had in a day; `noFile`: a web page came in its place; `refused`: by GLPI, for another reason;
 * `ticketGone`.
 */
export type FileProblem =
  | "tooLarge"
  | "typeRefused"
  | "empty"
  | "gone"
  | "notAllowed"
  | "unreachable"
  | "noFile"
  | "refused"
  | "ticketGone";

/** A file that cannot be had, or only later. */
export class FileFailure extends Error {
  override readonly name = "FileFailure";

  /** @param passes whether it may be had by waiting */
  constructor(
    readonly problem: FileProblem,
    message: string,
    readonly passes = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** It took long to find out. */
  isSlow = false;

  /** Whichever copy of this package it is of. */
  static is(error: unknown): error is FileFailure {
    return error instanceof Error && error.name === "FileFailure";
  }
}
