/** HTTP's reason phrases as code words, obsolete and common spellings included. */
const NAMES: Readonly<Record<number, string>> = {
  400: "bad_request",
  401: "unauthorized authorization_required unauthenticated",
  402: "payment_required",
  403: "forbidden",
  404: "not_found page_not_found file_not_found",
  405: "method_not_allowed",
  406: "not_acceptable",
  407: "proxy_authentication_required",
  408: "request_timeout request_time_out",
  409: "conflict",
  410: "gone",
  411: "length_required",
  412: "precondition_failed",
  413: "payload_too_large request_entity_too_large content_too_large request_too_large",
  414: "uri_too_long request_uri_too_long request_uri_too_large",
  415: "unsupported_media_type",
  416: "range_not_satisfiable requested_range_not_satisfiable",
  417: "expectation_failed",
  418: "im_a_teapot i_m_a_teapot",
  421: "misdirected_request",
  422: "unprocessable_entity unprocessable_content unprocessable",
  423: "locked",
  424: "failed_dependency",
  425: "too_early",
  426: "upgrade_required",
  428: "precondition_required",
  429: "too_many_requests",
  431: "request_header_fields_too_large",
  451: "unavailable_for_legal_reasons",
  500: "internal_server internal_server_error internal_error internal",
  501: "not_implemented",
  502: "bad_gateway",
  503: "service_unavailable service_temporarily_unavailable",
  504: "gateway_timeout gateway_time_out",
  505: "http_version_not_supported",
  507: "insufficient_storage",
  508: "loop_detected",
  511: "network_authentication_required",
};

const BY_NAME: ReadonlyMap<string, number> = new Map(
  Object.entries(NAMES).flatMap(([status, names]) =>
    names.split(" ").map((name) => [name, Number(status)] as const),
  ),
);

/**
 * The HTTP status whose name some code words are, or `undefined`.
 *
 * @example
 * statusNamed("too_many_requests"); // 429
 */
export function statusNamed(words: string): number | undefined {
  return BY_NAME.get(words);
}
