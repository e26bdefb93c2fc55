import * as z from "zod/mini";

/**
 * A member that carries content: of another type than the schema's it counts as absent, so that it hides nothing else.
 *
 * @example
 * z.safeParse(z.object({ message: lenient(z.string()) }), { message: 7 }).data; // { message: undefined }
 */
export function lenient<T>(schema: z.ZodMiniType<T>): z.ZodMiniType<T | undefined> {
  return z.catch(z.optional(schema), undefined);
}

/**
 * What a value reads as by a schema; `undefined` when it does not match.
 *
 * @example
 * readAs(z.object({ code: z.int() }), { message: "gone" }); // undefined
 */
export function readAs<T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined {
  return isPlausible(schema, value) ? z.safeParse(schema, value).data : undefined;
}

/**
 * Whether a value has the members, and at the ends the types, that a schema cannot do without.
 *
 * Only the schema has the last word; but nearly every body is of another format, and to hear that from the schema
 * takes twenty times as long, for it explains itself.
 */
function isPlausible(schema: unknown, value: unknown): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "object") return typeof value === "object" && value !== null && hasMembers(def, value);
  if (def.type === "union") return def.options.some((option) => isPlausible(option, value));
  if (def.type === "literal") return def.values.includes(value as never);
  if (def.type === "string" || def.type === "number") return typeof value === def.type;
  if (def.type === "array")
    return Array.isArray(value) && (value.length === 0 || isPlausible(def.element, value[0]));
  return true;
}

function hasMembers({ shape, catchall }: z.core.$ZodObjectDef, value: object): boolean {
  for (const name in shape) {
    if (!isPlausible(shape[name], (value as Readonly<Record<string, unknown>>)[name])) return false;
  }
  // A strict object refuses what it does not name.
  return (
    catchall?._zod.def.type !== "never" || Object.keys(value).every((name) => Object.hasOwn(shape, name))
  );
}
