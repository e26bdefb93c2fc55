import { vocabulary, type Meaning } from "./meaning.ts";

/** OAuth 2, OpenID Connect and bearer error names (RFC 6749, 6750, 7009, 7591, 8628, 8707, 9449). */
export const OAUTH: ReadonlyMap<string, Meaning> = vocabulary({
  invalid:
    "invalid_request invalid_grant invalid_scope unsupported_grant_type unsupported_response_type " +
    "unsupported_token_type invalid_redirect_uri invalid_client_metadata invalid_software_statement " +
    "invalid_target invalid_request_uri invalid_request_object request_not_supported request_uri_not_supported " +
    "registration_not_supported authorization_pending invalid_authorization_details missing_user_code",
  unauthorized:
    "invalid_client invalid_token login_required interaction_required invalid_dpop_proof use_dpop_nonce " +
    "insufficient_user_authentication invalid_api_key token_expired",
  forbidden:
    "insufficient_scope access_denied unauthorized_client consent_required account_selection_required mfa_required " +
    "unapproved_software_statement",
  rate: "slow_down",
  unavailable: "temporarily_unavailable",
  unknown: "server_error",
});
