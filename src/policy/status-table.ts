import type { Code } from "../contract/codes.ts";

/** A status and a code that go together. */
export interface Landing {
  readonly status: number;
  readonly code: Code;
}

/** Statuses that mean one thing, whatever the body says of its code (spec, section 3, the table). */
const ROWS: Readonly<Record<number, Landing>> = {
  200: { status: 400, code: "invalid_data" }, // a soft error that names neither a status nor a code
  400: { status: 400, code: "invalid_data" },
  401: { status: 401, code: "control_unauthorized" },
  402: { status: 403, code: "control_forbidden" },
  403: { status: 403, code: "control_forbidden" },
  404: { status: 404, code: "not_found" },
  405: { status: 400, code: "not_implemented" },
  407: { status: 502, code: "network_error" },
  408: { status: 504, code: "network_error" },
  409: { status: 409, code: "conflict" },
  410: { status: 404, code: "not_found" },
  412: { status: 409, code: "conflict" },
  414: { status: 400, code: "invalid_request" },
  419: { status: 401, code: "control_unauthorized" }, // Laravel, an expired session
  420: { status: 429, code: "rate_limited" }, // Twitter's "Enhance Your Calm"
  421: { status: 502, code: "network_error" },
  422: { status: 422, code: "invalid_data" },
  423: { status: 409, code: "conflict" },
  424: { status: 409, code: "conflict" },
  425: { status: 409, code: "conflict" },
  429: { status: 429, code: "rate_limited" },
  430: { status: 429, code: "rate_limited" }, // Shopify
  440: { status: 401, code: "control_unauthorized" }, // IIS, a login time-out
  451: { status: 403, code: "control_forbidden" },
  498: { status: 401, code: "control_unauthorized" }, // Esri, an invalid token
  499: { status: 401, code: "control_unauthorized" }, // Esri, a token required
  501: { status: 501, code: "not_implemented" },
  502: { status: 502, code: "network_error" },
  503: { status: 503, code: "network_error" },
  504: { status: 504, code: "network_error" },
  507: { status: 507, code: "storage_error" },
  509: { status: 429, code: "rate_limited" }, // a hosting panel's bandwidth limit
  511: { status: 511, code: "network_error" },
  529: { status: 503, code: "network_error" }, // overloaded (Anthropic, Qualys)
  530: { status: 530, code: "network_error" },
};

/** What a status says by itself; total over every number. */
export function byStatus(status: number): Landing {
  const row = ROWS[status];
  if (row !== undefined) return row;
  if (status >= 520 && status <= 527) return { status, code: "network_error" }; // Cloudflare's edge to origin
  if (status >= 500 && status <= 599) return { status, code: "unknown_error" };
  if (status >= 400 && status <= 499) return { status: 400, code: "invalid_data" };
  if (status >= 200 && status <= 299) return { status: 400, code: "invalid_data" };
  return { status: 502, code: "network_error" };
}
