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
