import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import type { Dialect } from "./dialect.ts";
import { generalHtml } from "./general-html.ts";
import { generalJson } from "./general-json.ts";
import { generalText } from "./general-text.ts";
import { generalXml } from "./general-xml.ts";
import { lambdaError } from "./lambda-error.ts";
import { oaiPmh } from "./oai-pmh.ts";
import { ogcException } from "./ogc-exception.ts";
import { phpError } from "./php-error.ts";
import { soap } from "./soap.ts";
import { xmlRpc } from "./xml-rpc.ts";

/** Every dialect, the most specific first, the general readers last: the first that reads the evidence wins. */
export const DIALECTS: readonly Dialect[] = [
  lambdaError,
  phpError,
  soap,
  xmlRpc,
  oaiPmh,
  ogcException,
  generalJson,
  generalXml,
  generalHtml,
  generalText,
];

/** What the first dialect that knows the evidence reports; `none` and no facts when nobody does. */
export function readFacts(evidence: Evidence): { readonly dialect: string; readonly facts: Facts } {
  for (const dialect of DIALECTS) {
    if (dialect.media !== "any" && dialect.media !== evidence.form) continue;
    const facts = dialect.read(evidence);
    if (facts !== undefined) return { dialect: dialect.name, facts };
  }
  return { dialect: "none", facts: {} };
}
