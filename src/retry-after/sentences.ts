import type { Evidence, XmlElement } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";

const MAX_SENTENCES = 200;
const MAX_NODES = 3000;

/** The sentences of a failure in which a delay may be announced, the message first; bounded. */
export function sentencesOf(evidence: Evidence, facts: Facts): readonly string[] {
  const sentences = [
    facts.message,
    facts.words,
    ...(facts.fields ?? []).slice(0, 20).map(({ message }) => message),
  ];
  const { json, xml, html, form, text } = evidence;
  if (json !== undefined) sentences.push(...stringsOf(json));
  else if (xml !== undefined) sentences.push(...textsOf(xml));
  else if (html !== undefined) sentences.push(html.title, ...html.headings, ...html.blocks);
  else if (form === "text") sentences.push(...text.slice(0, 4000).split("\n"));
  const said = sentences.filter((sentence) => sentence !== undefined && sentence.length > 2);
  return [...new Set(said as string[])].slice(0, MAX_SENTENCES);
}

function stringsOf(root: unknown): readonly string[] {
  const strings: string[] = [];
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && at < MAX_NODES && strings.length < MAX_SENTENCES; at++) {
    const node = queue[at];
    if (typeof node === "string") strings.push(node);
    else if (Array.isArray(node)) for (const item of node.slice(0, MAX_NODES)) queue.push(item);
    else if (typeof node === "object" && node !== null)
      queue.push(...Object.values(node).slice(0, MAX_NODES));
  }
  return strings;
}

function textsOf(root: XmlElement): readonly string[] {
  const texts: string[] = [];
  const queue: XmlElement[] = [root];
  for (let at = 0; at < queue.length && at < MAX_NODES && texts.length < MAX_SENTENCES; at++) {
    const element = queue[at]!;
    if (element.text.trim() !== "") texts.push(element.text);
    queue.push(...element.children);
  }
  return texts;
}
