type UrlProblem =
  | "urlUnreadable"
  | "urlWithoutScheme"
  | "urlOtherScheme"
  | "urlWithCredentials"
  | "urlWithQuery"
  | "urlOtherPath";

/** The address, or what is wrong with it and the likely right one. A suggestion never holds a password or a query. */
export type ApiUrlReading = { url: string } | { problem: UrlProblem; suggestion: string | undefined };

const apiPath = /\/(apirest\.php|api\.php\/v1)$/;

/**
 * Reads the address of GLPI's REST API: `https://host/glpi/apirest.php`, or GLPI 11's `…/api.php/v1`. Spaces around it
 * and slashes at its end are taken off; of doubled ones GLPI 11 knows nothing.
 */
export function readApiUrl(raw: string): ApiUrlReading {
  const text = raw.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  const parsed = parse(scheme === undefined ? `https://${text.replace(/^(https?(:|\/\/))?\/*/i, "")}` : text);
  if (parsed === undefined || /\s/.test(text)) return { problem: "urlUnreadable", suggestion: undefined };

  if (scheme === undefined) {
    if (!looksLikeHost(parsed)) return { problem: "urlUnreadable", suggestion: undefined };
    return { problem: "urlWithoutScheme", suggestion: suggest(parsed) };
  }
  if (scheme !== "http" && scheme !== "https") {
    const retried = parse(text.replace(/^[^:]*/, "https"));
    return { problem: "urlOtherScheme", suggestion: retried && suggest(retried) };
  }
  if (parsed.username !== "" || parsed.password !== "") {
    return { problem: "urlWithCredentials", suggestion: suggest(parsed) };
  }
  if (/[?#]/.test(text)) return { problem: "urlWithQuery", suggestion: suggest(parsed) };
  const url = parsed.origin + withoutEndSlashes(parsed.pathname.replace(/\/{2,}/g, "/"));
  return apiPath.test(url) ? { url } : { problem: "urlOtherPath", suggestion: suggest(parsed) };
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

// A token pasted into the wrong field parses as a host too, and must not be shown.
function looksLikeHost({ hostname, pathname }: URL): boolean {
  return hostname.includes(".") || hostname === "localhost" || /\.php\b/.test(pathname);
}

function suggest({ origin, pathname }: URL): string {
  return origin + likelyApiPath(withoutEndSlashes(pathname));
}

function likelyApiPath(path: string): string {
  const version1 = /^(.*?)\/api\.php(\/|$)/i.exec(path);
  if (version1) return `${version1[1]}/api.php/v1`;
  // Below these are GLPI's pages; what comes before them is where GLPI is installed.
  const page = /^(.*?)\/(apirest\.php|(front|ajax|plugins|marketplace|install)\/|[^/]+\.(php|html?)(\/|$))/i.exec(
    `${path}/`,
  );
  return `${page ? page[1] : path}/apirest.php`;
}

function withoutEndSlashes(path: string): string {
  return path.replace(/\/+$/, "");
}
