import { MEANINGS, vocabulary, type Meaning } from "./meaning.ts";

/** Docker registry codes (OCI distribution, section on error codes) and Kubernetes reasons with no common word in them. */
export const NAMES: ReadonlyMap<string, Meaning> = vocabulary({
  missing:
    "blob_unknown manifest_unknown name_unknown repository_name_not_known blob_upload_unknown manifest_blob_unknown " +
    "missingtitle item_missing",
  invalid:
    "digest_invalid name_invalid size_invalid tag_invalid manifest_invalid manifest_unverified blob_upload_invalid " +
    "range_invalid unsupported_code",
  forbidden: "denied",
  method: "unsupported",
  timeout: "server_timeout timeout",
  rate: "throttled throttling throttle rate_limited",
  unauthorized: "assertuserfailed expired_token logged_out not_authed",
  unknown: "server_error internal_error internal_server_error api_error fatal_error",
});

/** Names that mean something only as they are, for their words say something else (`expired` is a 410's reason). */
export const VAGUE: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["invalid", MEANINGS.invalid],
  ["validation", MEANINGS.invalid],
]);
