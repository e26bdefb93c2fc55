/** Sets the one `Retry-After`, or removes it; where CORS is in play a script may read it. */
export function setRetryAfter(headers: Headers, value: string | undefined): void {
  headers.delete("retry-after");
  if (value === undefined) return;
  headers.set("retry-after", value);
  exposeRetryAfter(headers);
}

/** Lists `Retry-After` in `Access-Control-Expose-Headers` where the answer has CORS headers and a `Retry-After`. */
export function exposeRetryAfter(headers: Headers): void {
  if (!headers.has("retry-after") || !headers.has("access-control-allow-origin")) return;
  const exposed = headers.get("access-control-expose-headers")?.trim() ?? "";
  const names = new Set(exposed.split(",").map((name) => name.trim().toLowerCase()));
  // Fetch standard, CORS protocol: `*` is a wildcard only for answers without credentials.
  const wild = names.has("*") && headers.get("access-control-allow-credentials")?.trim() !== "true";
  if (wild || names.has("retry-after")) return;
  headers.set("access-control-expose-headers", exposed === "" ? "Retry-After" : `${exposed}, Retry-After`);
}
