import * as z from "zod/mini";

/**
 * A member that carries content: of another type than the schema's it counts as absent, so that it hides nothing else.
 *
 * @example
 * z.safeParse(z.object({ message: lenient(z.string()) }), { message: 7 }).data; // { message: undefined }
 */
export function lenient<T>(schema: z.ZodMiniType<T>): z.ZodMiniType<T | undefined> {
  // Not `z.catch`, which explains what it catches, and brings 10 KiB for it.
  return z.optional(
    z.pipe(
      z.unknown(),
      z.transform((value) => readAs(schema, value)),
    ),
  );
}

/**
 * What a value reads as by a schema; `undefined` when it does not match.
 *
 * @example
 * readAs(z.object({ code: z.int() }), { message: "gone" }); // undefined
 */
export function readAs<T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined {
  let isPlausible = PLAUSIBLE.get(schema);
  if (isPlausible === undefined) {
    isPlausible = plausibleBy(schema);
    PLAUSIBLE.set(schema, isPlausible);
  }
  return isPlausible(value) ? z.safeParse(schema, value).data : undefined;
}

type Check = (value: unknown) => boolean;

/** The first look of each schema, compiled once. */
const PLAUSIBLE = new WeakMap<object, Check>();

/**
 * Whether a value has the members, and at the ends the types, that a schema cannot do without.
 *
 * Only the schema has the last word; but nearly every body is of another format, and to hear that from the schema
 * takes twenty times as long, for it explains itself.
 */
function plausibleBy(schema: unknown): Check {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "object") return membersBy(def);
  if (def.type === "literal") return (value) => def.values.includes(value as never);
  if (def.type === "string" || def.type === "number") return (value) => typeof value === def.type;
  if (def.type === "union") {
    const options = def.options.map(plausibleBy);
    return (value) => options.some((option) => option(value));
  }
  if (def.type === "array") {
    const element = plausibleBy(def.element);
    return (value) => Array.isArray(value) && (value.length === 0 || element(value[0]));
  }
  return ANYTHING;
}

const ANYTHING: Check = () => true;

function membersBy({ shape, catchall }: z.core.$ZodObjectDef): Check {
  const needed = Object.entries(shape)
    .map(([name, member]) => [name, plausibleBy(member)] as const)
    .filter(([, check]) => check !== ANYTHING);
  // A strict object refuses what it does not name.
  const strict = catchall?._zod.def.type === "never";
  return (value) => {
    if (typeof value !== "object" || value === null) return false;
    for (const [name, check] of needed)
      if (!check((value as Readonly<Record<string, unknown>>)[name])) return false;
    return !strict || Object.keys(value).every((name) => Object.hasOwn(shape, name));
  };
}
