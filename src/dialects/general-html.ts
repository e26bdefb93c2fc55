import { toFacts, type Facts } from "../facts/facts.ts";
import { isMiss } from "../facts/miss.ts";
import { readJsonFacts } from "./general-json.ts";
import { readCrash } from "./general-text.ts";
import { readText } from "./general-text.ts";
import { defineDialect } from "./dialect.ts";
import { readDebug } from "./html-debug.ts";
import { readSentenceOf } from "./html-sentence.ts";

/** Any page that no dialect claims: its sentence, a debug screen's exception, a server's own miss. */
export const generalHtml = defineDialect({
  name: "general-html",
  media: "html",
  spec: "https://html.spec.whatwg.org/multipage/syntax.html",
  read(evidence): Facts | undefined {
    const { html, request, status, text } = evidence;
    if (html === undefined) return undefined;
    const debug = readDebug(html);
    const page = readSentenceOf(html, request, text);
    const spoken = status >= 500 ? page.words : "";
    if (debug !== undefined && debug.thrown.length > 0) {
      const crash = readCrash(debug.thrown);
      const { message: thrown } = crash;
      // Symfony's heading is the exception's sentence, and what follows is its source.
      const headed =
        thrown !== undefined && [html.title, ...html.headings].some((head) => head.startsWith(thrown));
      // A debug page also shows source, whose words say nothing of this failure.
      const miss =
        status === 404 && (crash.message === undefined ? page.miss : isMiss(crash.message, request));
      return toFacts({
        ...crash,
        // Below 500 the page tells the client what the exception tells the programmer (CherryPy).
        message:
          status < 500 && !headed && ((page.told && !debug.screen) || crash.message === undefined)
            ? page.message
            : crash.message,
        words: crash.message === undefined && spoken !== "" ? `${crash.words ?? ""} ${spoken}` : crash.words,
        miss,
        crash: debug.crash,
      });
    }
    // `<pre>error: invalid_client</pre><pre>error_description: …</pre>` (oidc-provider)
    const pairs = html.blocks
      .slice(0, 40)
      .map((block) => /^(error|error_description|error_code|code): (\S.{0,1000})$/.exec(block));
    if (pairs.some((pair) => pair?.[1] === "error")) {
      const members = Object.fromEntries(
        pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? "", pair[2] ?? ""]])),
      );
      return readJsonFacts(evidence, members);
    }
    const { message } = page;
    const lone = message === undefined ? {} : readText(message, evidence);
    return toFacts({
      ...lone,
      // Of a server's failure the title may say more than the sentence below it.
      words: spoken === "" ? lone.words : `${lone.words ?? message ?? ""} ${spoken}`,
      miss: status === 404 && (page.miss || lone.miss === true),
      crash: debug?.crash === true || lone.crash === true,
    });
  },
});
