/** A server that media may be fetched from: `files.example.com`, with a port if not the usual, `*.example.com`. */
export interface MediaHost {
  /** In small letters, as URLs write it. */
  name: string;
  /** Also all names below it. */
  below: boolean;
  /** Empty: the usual one of its protocol. */
  port: string;
}

const written = /^(?:https?:\/\/)?(\*\.)?([^/\s:*?#@[\]]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(?:\/.*)?$/i;

/** Reads a server's name, or an address on it, as an operator writes it; undefined when it is none. */
export function readMediaHost(text: string): MediaHost | undefined {
  const [, below, host, port = ""] = written.exec(text.trim()) ?? [];
  if (host === undefined) return undefined;
  try {
    const url = new URL(`http://${host}`);
    return url.hostname === ""
      ? undefined
      : { name: url.hostname, below: below !== undefined, port: usual(text, port) };
  } catch {
    return undefined;
  }
}

function usual(text: string, port: string): string {
  return (port === "443" && !/^http:/i.test(text)) || port === "80" ? "" : port;
}

/** The server among these that an address is on. */
export function hostAmong(hosts: readonly string[], { hostname, port }: URL): MediaHost | undefined {
  return hosts
    .flatMap((text) => readMediaHost(text) ?? [])
    .find((host) => {
      const isNamed = host.below ? hostname.endsWith(`.${host.name}`) : hostname === host.name;
      return isNamed && (host.port === "" ? isUsual(port) : port === host.port);
    });
}

function isUsual(port: string): boolean {
  return port === "" || port === "80" || port === "443";
}
