import type { Unit } from "./amount.ts";

/** What a member's name promises: a delay, or the moment (or the delay) at which a limit resets. */
export interface MemberName {
  readonly says: "retry" | "reset";
  readonly unit: Unit;
}

const MAX_LENGTH = 60;
const UNIT_AT_END =
  /(?:in|_)?(?:(milliseconds?|millis|msecs?|ms)|(seconds?|secs?)|(minutes?|mins?)|(hours?))$/;
const UNIT_IN_FRONT =
  /^(?:(milliseconds?|millis|ms)|(seconds?|secs?)|(minutes?|mins?)|(hours?))(?=(?:un)?ti?l|to|before)/;
const FRONT =
  /^(?:x|api|http|rate|limits?|limit|quota|throttl(?:e|ing)|estimated|suggested|recommended|min(?:imum)?)+(?=re|tr|ba|co|wa|ne)/;
const RETRY =
  /^(?:retry(?:after|in|delay|wait|waittime|interval|info|backoff)|try(?:again)?(?:in|after)|backoff(?:time|delay)?|wait(?:time|for|period)?|timetowait|cooldown(?:time|period)?|resets?(?:in|after)|(?:time)?(?:until|till|to|before)(?:reset|retry|next(?:request|retry)?)|(?:next)?availablein|next(?:request|retry|attempt)in|(?:blocked|locked)for|delay)$/;
const RESET =
  /^(?:resets?(?:at|on|time|date|datetime|timestamp|epoch|utc)?|next(?:access|reset|retry|attempt|request|available|allowed)(?:at|on|time|date|timestamp)?|next(?:request|retry)(?:allowed|available)?at|retry(?:at|on|time|timestamp|date|aftertime|afterdate|aftertimestamp)|available(?:at|from|on)|(?:blocked|throttled|limited|banned|locked)until)$/;

/**
 * Reads a member's name in any case style, a unit at its end or in front of it included; `undefined` for any other name.
 *
 * @example
 * readMemberName("retryInMs"); // { says: "retry", unit: "ms" }
 */
export function readMemberName(name: string): MemberName | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  const whole = saysOf(plain.replace(FRONT, ""));
  // `delay` alone may delay anything; with its unit it is a wait.
  if (whole !== undefined) return plain === "delay" ? undefined : { says: whole, unit: "s" };
  const [, ms, s, min, h] = UNIT_AT_END.exec(plain) ?? UNIT_IN_FRONT.exec(plain) ?? [];
  const bare = plain.replace(UNIT_IN_FRONT, "").replace(UNIT_AT_END, "").replace(FRONT, "");
  const says = saysOf(bare) ?? saysOf(plain.replace(UNIT_AT_END, "in").replace(FRONT, ""));
  if (says === undefined) return undefined;
  return {
    says,
    unit:
      ms === undefined ? (s === undefined && min !== undefined ? "min" : h === undefined ? "s" : "h") : "ms",
  };
}

function saysOf(name: string): MemberName["says"] | undefined {
  return RETRY.test(name) ? "retry" : RESET.test(name) ? "reset" : undefined;
}
