import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import type { Dialect } from "./dialect.ts";
import { awsJson } from "./aws-json.ts";
import { binance } from "./binance.ts";
import { facebookGraph } from "./facebook-graph.ts";
import { fastapi } from "./fastapi.ts";
import { generalHtml } from "./general-html.ts";
import { generalJson } from "./general-json.ts";
import { generalText } from "./general-text.ts";
import { generalXml } from "./general-xml.ts";
import { googleRpc } from "./google-rpc.ts";
import { graphql } from "./graphql.ts";
import { grpc } from "./grpc.ts";
import { jsonRpc } from "./json-rpc.ts";
import { kubernetesStatus } from "./kubernetes-status.ts";
import { lambdaError } from "./lambda-error.ts";
import { laravel } from "./laravel.ts";
import { oaiPmh } from "./oai-pmh.ts";
import { oauth } from "./oauth.ts";
import { ogcException } from "./ogc-exception.ts";
import { phpError } from "./php-error.ts";
import { postmark } from "./postmark.ts";
import { problemDetails } from "./problem-details.ts";
import { qonversionV1 } from "./qonversion-v1.ts";
import { qonversionV3 } from "./qonversion-v3.ts";
import { soap } from "./soap.ts";
import { springBoot } from "./spring-boot.ts";
import { trpc } from "./trpc.ts";
import { v4 } from "./v4.ts";
import { vk } from "./vk.ts";
import { wechat } from "./wechat.ts";
import { xmlRpc } from "./xml-rpc.ts";

/** Every dialect, the most specific first, the general readers last: the first that reads the evidence wins. */
export const DIALECTS: readonly Dialect[] = [
  v4,
  lambdaError,
  grpc,
  awsJson,
  phpError,
  soap,
  xmlRpc,
  oaiPmh,
  ogcException,
  qonversionV1,
  qonversionV3,
  problemDetails,
  kubernetesStatus,
  trpc,
  jsonRpc,
  graphql,
  googleRpc,
  facebookGraph,
  wechat,
  vk,
  binance,
  postmark,
  oauth,
  springBoot,
  fastapi,
  laravel,
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
