import { NAME, remember } from "../facts/remember.ts";

type Why = "body" | "connection" | "software" | "internals";

/** Fields of one connection (RFC 9110, section 7.6.1), in lower case. */
export const CONNECTION_FIELDS: readonly string[] = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-authentication-info",
  "te",
  "upgrade",
  "http2-settings",
];

/** Fields of an upstream's failure that do not stand over the new body, and why; names in lower case. */
const DROPPED: Readonly<Record<Why, readonly string[]>> = {
  // RFC 9110, section 8: what describes the representation that is gone, its digests and signatures among it.
  body: [
    "content-type",
    "content-length",
    "content-encoding",
    "content-language",
    "content-disposition",
    "content-location",
    "content-transfer-encoding",
    "content-style-type",
    "content-script-type",
    "content-md5",
    "content-digest",
    "repr-digest",
    "digest",
    "signature",
    "signature-input",
    "x-goog-hash",
    "x-ms-blob-content-md5",
    "etag",
    "last-modified",
    "accept-ranges",
    "transfer-encoding",
    "trailer",
    "mime-version",
    "sourcemap",
    "x-sourcemap",
    "refresh",
    "status", // CGI's copy of the status line
    "grpc-status", // trailers-only: the failure in its old form
    "grpc-message",
    "grpc-status-details-bin",
  ],
  connection: CONNECTION_FIELDS,
  software: [
    "server",
    "powered-by",
    "product",
    "liferay-portal",
    "pega-host",
    "kbn-name",
    "kbn-license-sig",
    "microsoftsharepointteamservices",
    "x-cms",
    "x-framework",
    "x-catalyst",
    "x-generator",
    "x-generated-by",
    "x-redirect-by",
    "x-turbo-charged-by",
    "x-content-encoded-by",
    "x-elastic-product",
    "x-hudson",
    "x-mod-pagespeed",
    "x-page-speed",
    "x-varnish",
    "x-server",
    "x-server-name",
    "x-servername",
  ],
  internals: [
    "x-runtime",
    "x-application-context", // Spring Boot 1: application, profile and port
    "x-backend",
    "x-served-by",
    "x-upstream",
    "x-host",
    "x-hostname",
    "x-node",
    "x-pod",
    "x-feserver",
    "x-beserver",
    "x-calculatedbetarget",
    "x-diaginfo",
    "x-ms-server-fqdn",
    "x-backside-transport",
    "x-oneagent-js-injection",
    "x-ruxit-js-agent",
    "x-sourcefiles", // Visual Studio: the source's path
    "x-sendfile",
    "x-lighttpd-send-file",
    "x-cascade",
    "x-stacktrace",
    "x-stack-trace",
    "x-sql",
  ],
};

/** Families of fields, by how their names begin. */
const DROPPED_PREFIXES: readonly string[] = [
  "x-amz-checksum-",
  "x-goog-stored-content-",
  "x-debug", // Symfony's tokens, exceptions and files
  "x-clockwork-",
  "x-chromelogger-",
  "x-chromephp-",
  "x-wf-", // FirePHP
  "phpdebugbar",
  "x-powered-",
  "x-aspnet",
  "x-php-",
  "x-drupal-",
  "x-magento-",
  "x-litespeed-",
  "x-jenkins",
  "x-nginx-",
  "x-accel-",
  "x-atmosphere-",
  "x-influxdb-",
  "x-clickhouse-",
  "x-couchdb-",
  "x-varnish-",
  "x-backend-",
  "x-upstream-",
  "x-kubernetes-pf-",
  "x-dt", // Dynatrace
];

const NAMES = new Set(Object.values(DROPPED).flat());
/** `X-Amzn-ErrorType`, `MediaWiki-API-Error`, `X-Error-Message`, `X-Exception-Class`: the failure in its old vocabulary. */
const OLD_ERROR =
  /(?:^|-)(?:errors?|exception|errortype|errormessage|errorcode)(?:-(?:code|type|message|details?|description|reason|class|file|trace|name|text))?$/;
const SOFTWARE_VERSION =
  /^(?:x-)?(?:owa|cocoon|joomla|umbraco|oraclecommercecloud|jitsi)-(?:version|release)$/;
const PRELOADS = /^(?:preload|modulepreload|preconnect|prefetch|prerender|dns-prefetch|stylesheet|icon)$/;
const MAX_LINK = 16_384;

/**
 * Whether a field of the upstream's failure stays on the new answer; every field that the tables do not name does.
 *
 * `name` is in lower case. A `Link` stays in part: see `keepLinks`.
 *
 * @example
 * survives("x-powered-by", 500); // false
 */
export function survives(name: string, upstreamStatus: number): boolean {
  // RFC 9110, section 14.4: under 416 it says how long the resource is, not which part the body holds.
  if (name === "content-range") return upstreamStatus === 416;
  if (name.startsWith("x-envoy-")) return name.includes("ratelimit");
  if (name.startsWith("x-kong-")) return name === "x-kong-request-id";
  return stands(name);
}

const stands = remember(
  (name) =>
    !NAMES.has(name) &&
    !DROPPED_PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    !OLD_ERROR.test(name) &&
    !SOFTWARE_VERSION.test(name),
  NAME,
);

/**
 * A `Link` field value without what a browser would load for the page that is gone; `undefined` when nothing is left.
 *
 * @example
 * keepLinks('</a.css>; rel=preload, </help>; rel="help"'); // '</help>; rel="help"'
 */
export function keepLinks(value: string): string | undefined {
  if (value.length > MAX_LINK) return undefined;
  const kept = splitLinks(value).filter((link) => {
    const relations = /;\s*rel\s*=\s*(?:"([^"]{0,300})"|([^\s;,"]{1,100}))/i.exec(link);
    return !(relations?.[1] ?? relations?.[2] ?? "")
      .toLowerCase()
      .split(/\s+/)
      .some((relation) => PRELOADS.test(relation));
  });
  return kept.length === 0 ? undefined : kept.join(", ");
}

/** RFC 8288, section 3: a comma within the angle brackets or a quoted string separates nothing. */
function splitLinks(value: string): readonly string[] {
  const links: string[] = [];
  let start = 0;
  let closer = "";
  for (let at = 0; at <= value.length; at++) {
    const char = value[at];
    if (at === value.length || (closer === "" && char === ",")) {
      const link = value.slice(start, at).trim();
      if (link !== "") links.push(link);
      start = at + 1;
    } else if (closer !== "") {
      if (char === "\\" && closer === '"') at++;
      else if (char === closer) closer = "";
    } else if (char === "<") closer = ">";
    else if (char === '"') closer = '"';
  }
  return links;
}

/** The fields that `Connection` names stop here with it (RFC 9110, section 7.6.1); in lower case. */
export function nominatedBy(headers: Headers): ReadonlySet<string> {
  const names = (headers.get("connection") ?? "").toLowerCase().split(",");
  return new Set(names.map((name) => name.trim()));
}
