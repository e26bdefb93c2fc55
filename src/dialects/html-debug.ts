import type { HtmlPage } from "../decode/evidence.ts";
import { hasTrace, isCrash, readThrown, type Thrown } from "../facts/trace.ts";

const MAX_BLOCKS = 60;
const MAX_LINE = 1000;

/** What a framework's debug screen says of an exception. */
export interface DebugPage {
  /** The exceptions it names, the outermost first; empty when it names none in a known way. */
  readonly thrown: readonly Thrown[];
  /** It shows a trace or a screen that only a crash makes. */
  readonly crash: boolean;
  /** Its title or headings speak of the exception, so that nothing below them is for the client. */
  readonly screen: boolean;
}

/** Titles and headings that only a crash's screen has. */
const SCREENS =
  /\b(?:Werkzeug Debugger|Whoops|Ignition|Traceback|Stack ?trace|Symfony Exception|Exception caught|Application Error|Runtime Error|Unhandled exception|Uncaught exception|Server Error in '|development mode|Compilation Error|Yii Framework|Tracy|PANIC)\b/i;
const LABELS: Readonly<Record<string, "name" | "message">> = {
  "exception type": "name", // Django
  "exception value": "message",
  "exception class": "name",
  "exception message": "message",
  "error message": "message",
  "error type": "name",
  type: "name", // Slim
  message: "message",
  exception: "name",
};
/** `OperationalError at /web/sql/` (Django), `RuntimeError in OrdersController#show` (Rails). */
const HEADING =
  /^([A-Za-z_][\w.:\\]{0,120}(?:Error|Exception|DoesNotExist|Denied|Disallowed\w*|SuspiciousOperation|RecordNotFound|Http404|Missing|Invalid|NotFound))(?: \[[^\]]{0,40}\])?(?: \(\d{3}\))? (?:at|in) \S/;
/** `ActionController::BadRequest in OrdersController#show` (Rails) */
const IN_ACTION = /^([A-Z]\w{0,80}(?:::[A-Z]\w{0,80}){1,6}) in [A-Z][\w:]{0,120}#\w/;
const CALL = /^([A-Za-z_][\w.]{0,80}(?:Error|Exception))\((['"])(.{0,600})\2,?\)$/;
const PANIC = /^(?:PANIC|panic|Runtime panic): (.{1,600})/;

/** Whether a page is a framework's debug screen, and what it says was thrown; `undefined` for any other page. */
export function readDebug(page: HtmlPage): DebugPage | undefined {
  const blocks = page.blocks.slice(0, MAX_BLOCKS).map((block) => block.slice(0, 4000));
  const heads = [page.title, ...page.headings].map((head) => head.slice(0, MAX_LINE));
  const crash =
    page.blocks.slice(0, 200).some((block) => hasTrace(block)) || heads.some((head) => isCrash(head));
  const screen = heads.some((head) => SCREENS.test(head));
  const labelled = readLabels(page.blocks);
  const headed = heads.flatMap((head) => fromHeading(head, page.headings, blocks));
  if (!crash && !screen && labelled === undefined && headed.length === 0) return undefined;
  const loose = [...heads, ...blocks.map((block) => block.slice(0, MAX_LINE * 2))].flatMap((text) =>
    fromText(text),
  );
  const thrown = [...(labelled === undefined ? [] : [labelled]), ...headed, ...loose];
  return {
    thrown: unique(thrown).slice(0, 6),
    crash: crash || thrown.length > 0,
    screen: screen || labelled !== undefined || headed.length > 0,
  };
}

function fromHeading(
  head: string,
  headings: readonly string[],
  blocks: readonly string[],
): readonly Thrown[] {
  const named = HEADING.exec(head) ?? IN_ACTION.exec(head);
  if (named !== null) {
    const at = headings.indexOf(head);
    return [
      {
        name: named[1] ?? "",
        message: firstLine(at === -1 ? (blocks[0] ?? "") : (headings[at + 1] ?? blocks[0] ?? "")),
      },
    ];
  }
  const panic = PANIC.exec(head);
  return panic === null ? [] : [{ name: "panic", message: firstLine(panic[1] ?? "") }];
}

function fromText(text: string): readonly Thrown[] {
  const call = CALL.exec(firstLine(text));
  if (call !== null) return [{ name: call[1] ?? "", message: call[3] ?? "" }];
  return readThrown(text);
}

/** What `Exception Type:` and `Exception Value:` say, each with its value in the same block or line or the next. */
export function readLabels(blocks: readonly string[]): Thrown | undefined {
  const found: { name?: string; message?: string } = {};
  let labels = 0;
  for (const [at, block] of blocks.entries()) {
    if (at > 200) break;
    const label = /^([A-Za-z ]{4,20}):(?:\s|$)/.exec(block.slice(0, 40));
    const member = label === null ? undefined : LABELS[(label[1] ?? "").toLowerCase()];
    if (label === null || member === undefined || found[member] !== undefined) continue;
    const own = block.slice(label[0].length).trim();
    found[member] = firstLine(own === "" ? (blocks[at + 1] ?? "") : own).slice(0, MAX_LINE);
    labels += 1;
  }
  const { name, message } = found;
  // A `Message:` alone is any server's page.
  return labels >= 2 && name !== undefined && /^[\w.\\:$]{2,200}$/.test(name)
    ? { name, message: message ?? "" }
    : undefined;
}

function firstLine(text: string): string {
  return (text.trimStart().split("\n", 1)[0] ?? "").trim();
}

function unique(thrown: readonly Thrown[]): readonly Thrown[] {
  const seen = new Set<string>();
  return thrown.filter(({ name, message }) => {
    const key = `${name}: ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
