const READ = /^(?:application\/(?:[\w.+-]*\+)?(?:json|xml)|text\/(?:json|xml|html|plain)|application\/xhtml\+xml|application\/soap\+xml)\b/i;

/** Whether a 2xx is one whose body may be looked at: a known form, whole, and neither a stream nor a batch (spec, section 2). */
export function mayBeSoft(request: Request, response: Response): boolean {
  const { status, headers, body } = response;
  if (status < 200 || status > 299 || status === 206 || status === 207 || body === null) return false;
  if (request.method === "HEAD" || request.headers.has("range") || headers.has("content-range")) return false;
  const type = headers.get("content-type");
  return type === null ? headers.has("x-amz-function-error") : READ.test(type.trim());
}
