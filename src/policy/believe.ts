import { isStatusOf, type Code } from "../contract/codes.ts";
import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import { isMiss } from "../facts/miss.ts";
import { phraseCode } from "./phrases.ts";
import type { Known, Refined } from "./refined.ts";
import { byStatus } from "./status-table.ts";

/** The codes that a specific status leaves open; a machine code chooses among them. */
const OPEN: Readonly<Record<number, readonly Code[]>> = {
  404: ["not_found", "invalid_request"],
  409: ["conflict", "already_exists"],
  412: ["conflict", "already_exists"],
  423: ["conflict", "already_exists"],
  424: ["conflict", "already_exists"],
  503: ["network_error", "storage_error"],
};
const INTERNAL: readonly Code[] = ["unknown_error", "storage_error", "network_error"];

/** A status that stands: a known code and then the words choose among the codes that it leaves open. */
export function believe(
  status: number,
  evidence: Evidence,
  facts: Facts,
  known: Known | undefined,
  line: string,
): Refined {
  const landing = byStatus(status);
  if (status === 404 && isRoutersMiss(evidence, facts, known))
    return { status: 404, code: "invalid_request", mappedBy: "status", why: "the router's own 404" };
  const code =
    known && (known.meaning.kind === "code" ? known.meaning.code : byStatus(known.meaning.status).code);
  // `conflict` says no more than a 409 does: the words may still say that the resource exists.
  if (
    known !== undefined &&
    code !== undefined &&
    !(code === "conflict" && phraseCode(status, line) !== undefined)
  ) {
    const choices = OPEN[status] ?? (landing.code === "unknown_error" ? INTERNAL : [landing.code]);
    if (choices.includes(code) && isStatusOf(code, landing.status))
      return {
        status: landing.status,
        code,
        mappedBy: "vocabulary",
        upstreamCode: known.value,
        why: `${known.value} is known, and ${status} stands`,
      };
  }
  const chosen = status === 422 ? unprocessable(facts, line) : phraseCode(status, line);
  if (chosen !== undefined && isStatusOf(chosen, landing.status))
    return {
      status: landing.status,
      code: chosen,
      mappedBy: "phrase",
      why: `the words choose among what ${status} leaves open`,
    };
  return { ...landing, mappedBy: "status", why: `${status} by the status table` };
}

/** What the words of a 422 say; field errors are about the data alone. */
export function unprocessable(facts: Facts, line: string): Code | undefined {
  return facts.fields?.some(({ field }) => field !== "") === true ? undefined : phraseCode(422, line);
}

/** A router's miss: as the dialect reports it, as Rack flags it, or by its sentence where no code says otherwise. */
function isRoutersMiss({ headers, request }: Evidence, facts: Facts, known: Known | undefined): boolean {
  if (facts.miss === true || headers.get("x-cascade")?.trim().toLowerCase() === "pass") return true;
  if (facts.miss === false || facts.message === undefined) return false;
  const resource = known?.meaning.kind === "code" && known.meaning.code === "not_found";
  // A sentence that opens with the path is the router's, whatever it calls itself (Restify).
  if (resource && !facts.message.trimStart().startsWith(request.path)) return false;
  if (isMiss(facts.message, request)) return true;
  // A router below a mount point (`/rest.php`) names the path without it.
  const mounted = /^\/[^/]+(\/[^/]+\/.+)$/.exec(request.path.slice(0, 2000))?.[1];
  return (
    mounted !== undefined &&
    /\b(?:path|url|uri|route|handler|endpoint)\b/i.test(facts.message.slice(0, 600)) &&
    isMiss(facts.message, { method: request.method, path: mounted })
  );
}
