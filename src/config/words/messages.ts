/** What is wrong with a configuration and how to mend it: mustache templates, with their variables in brackets. */
export interface ConfigurationMessages {
  /** One message about one field [label, key, message]. */
  aboutField: string;
  notAnObject: string;
  /** [types] */
  unknownType: string;
  /** [keys] */
  unknownKeys: string;
  required: string;
  notText: string;
  notWholeNumber: string;
  notSwitch: string;
  notQueueId: string;
  /** [choices] */
  notChoice: string;
  /** [maximum], in characters */
  tooLong: string;
  /** [minimum] */
  tooSmall: string;
  /** [maximum] */
  tooBig: string;
  tokenCharacters: string;
  unknownTimeZone: string;
  unknownCountryCode: string;
  /** [minimum] */
  waitShorterThanInterval: string;
  queueNeeded: string;
  notLines: string;
  /** [maximum] */
  tooManyLines: string;
  /** [maximum], in characters */
  noServer: string;
  lineTooLong: string;
  /** [line, column] */
  tagNotClosed: string;
  /** [section] */
  sectionNotClosed: string;
  /** [section, line, column] */
  sectionNotOpened: string;
  templateUnreadable: string;
  notStopWord: string;
  /** The address messages know the likely right address, or do not: [suggestion] */
  urlUnreadable: string;
  urlWithoutScheme: string;
  urlOtherScheme: string;
  urlWithCredentials: string;
  urlWithQuery: string;
  urlOtherPath: string;
  urlNotPublic: string;
}
