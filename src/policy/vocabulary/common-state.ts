import type { Row } from "./common-row.ts";

/** Parts of a request: `parameter_not_found` speaks of what was sent, not of what is stored. */
const REQUEST_PARTS =
  "parameters? params? fields? headers? arguments? args? attributes? property properties body query inputs? values? " +
  "variables? columns? cookies? payload data content keys? required member mandatory option column_name choice";
/** Parts of a program: what is missing is the server's own. */
const SERVER_PARTS =
  "class module template view function bean symbol import package_json library driver plugin layout";

/** Words of what is stored, what was sent and what broke. */
export const STATE_ROWS: readonly Row[] = [
  {
    means: "exists",
    when: [
      "already_(exists?|taken|registered|in_use|used|claimed|present|created|added|assigned|a_member)",
      "exists_already",
      "exists$",
      "_taken$",
      "^taken$",
      "not_unique$",
      "non_unique$",
      "^uniqueness?$",
      "(must_be|has_to_be)_unique",
      "unique_(violation|constraint\\w*|key_violation|index)",
      "(email|name|username|user_name|user|room|address|threepid|id|login|phone|slug|handle|code|number|domain|alias|sku|identifier|title)_(is_)?in_use",
      "duplicate[ds]?(_\\w+)?$",
      "\\w+_duplicated?$",
      "^dup_(key|entry)",
      "^name_conflict$",
    ],
    unless: [
      "not_exists?",
      "(isnt|doesnt|dont|no_longer|never)_exists?",
      "if_exists",
      `duplicated?_(${REQUEST_PARTS.replaceAll(" ", "|").replace("|keys?", "").replace("|values?", "")}|request|requests|submission)`,
      "action_taken",
      "duplicated?_key_in_(object|json|mapping|map|body|request)",
    ],
  },
  {
    means: "conflict",
    when: [
      "conflict(ing|ed|s)?$",
      "^conflict",
      "(version|revision|edit|update|write|state|resource|merge|transaction|concurrency|lock|idempotency|booking|schedule|time|slot|data)_conflict\\w*",
      "idempotency_(key_)?(conflict|in_use|mismatch|error|reuse\\w*|in_progress|already_used)",
      "idempotency$",
      "idempotent_parameter_mismatch",
      "(version|etag|revision|sequence)_mismatch",
      "(stale|outdated)_(object|version|revision|state|data|entity|write)\\w*",
      "optimistic_lock\\w*",
      "concurrent_(modification|update|request|write|edit|change)s?",
      "(resource|object|entity|record|document)_(is_)?(locked|in_use|busy|modified)",
      "precondition_failed",
      "delete_conflict",
      "dependency_violation",
      "not_mergeable",
      "unable_to_lock\\w*",
    ],
  },
  {
    means: "storage",
    when: [
      "(database|db|sql|storage|persistence|datastore|data_access|cassandra|mongo|redis|dynamo\\w*|postgres\\w*|mysql|sqlite|oracle)_(error|failure|failed|unavailable|exception|full|connection_\\w+|timeout|write_\\w+|query_\\w+|operation_\\w+)",
      "^(database|db|sql|storage|persistence|datastore|query_failed|jdbc\\w*|pdo)$",
      "disk_full",
      "(no|out_of)_(disk_)?space\\w*",
      "deadlock\\w*",
      "(save|write|insert)_(error|failed|failure)",
      "insufficient_storage",
      "could_not_save",
    ],
    unless: ["time_?out", "timed_out", "refused", "unreachable"],
  },
  {
    means: "network",
    when: [
      "(bad|invalid)_gateway",
      "(upstream|backend|gateway|network|connection|socket|connect|host|dns|ssl|tls|peer|proxy|remote)_(error|failure|failed|refused|reset|lost|closed|unreachable|unavailable|timeout|timed_out|not_found|aborted|terminated|down)",
      "(name_resolution|resolution)_(error|failure|failed)",
      "(server|dependency|third_party|provider|external|partner|downstream)_(service_)?(unavailable|timeout|unreachable|not_available)",
      "^(service_)?(temporarily_)?(unavailable|not_available)$",
      "^service_unavailable",
      "^server_unavailable$",
      "^overloaded$",
      "^(server|service|system|engine)_(is_)?(busy|overloaded|down)$",
      "^max_retries?$",
    ],
  },
  {
    means: "timeout",
    when: [
      "^(gateway_|request_|read_|connect_|operation_|server_|execution_|query_)?(timeout|timed_out|time_out)$",
      "deadline_exceeded",
    ],
  },
  {
    means: "missing",
    when: [
      "not_found$",
      "not_found_(for|in|with|by|on)\\w*$",
      "^(resource|entity|object|record|document|item|row|model|page|user|account|customer|order|product)_missing$",
      "document_missing",
      "^no_such_\\w+",
      "does_?not_exists?",
      "doesnt_exist",
      "not_exists?$",
      "non_existent(_\\w+)?$",
      "unknown_(user|account|customer|resource|entity|object|item|order|product|channel|message|guild|member|role|id|record|document|organization|project|repository|subscription|invoice)$",
      "^(resource|object|entity|record|user|account|document|item)_(gone|deleted|unknown)$",
      "no_longer_(exists|available)",
      "^no_(results?|records?|rows|data|match)(_\\w+)?_found$",
    ],
    unless: [
      `(^|_)(${REQUEST_PARTS.replaceAll(" ", "|")}|token|credentials?|api_key|signature|${SERVER_PARTS.replaceAll(" ", "|")})_(was_|is_|were_)?(not_found|missing|does_?not_exist|not_exists?|non_existent)`,
      `no_such_(${REQUEST_PARTS.replaceAll(" ", "|")}|${SERVER_PARTS.replaceAll(" ", "|")}|table|method|element)`,
      "(table|column|sequence|schema|column)_(does_not_exist|not_found)",
    ],
  },
  {
    means: "invalid",
    when: [
      "^validation\\w*",
      "\\w*validation_(failed|failure|error|errors|exception)",
      "\\w*_validation$",
      "^invalid(_\\w+)?$",
      "_invalid$",
      "malformed",
      "^bad_user_input$",
      "^(bad|missing|unknown|unexpected|unrecognized|unsupported|illegal|wrong|incorrect|empty|conflicting)_(request|json|body|input|params?|parameters?|arguments?|fields?|values?|format|query|payload|data|syntax|content_type|media_type|required_\\w+|header|file)\\w*$",
      "_(required|missing|empty|blank|too_long|too_short|too_large|too_small|out_of_range|mismatch)$",
      "^(parameter|param|field|argument|required|attribute|property)_\\w+",
      "^(parse|parsing|syntax|json_parse|deserialization|decode)_?(error|failed|failure)?$",
      "unprocessable",
      "schema_(error|mismatch|violation)",
      "constraint_violation",
      "out_of_range",
      "^type_mismatch$",
    ],
    unless: ["invalid_(state|operation|cast)", "(response|output|result)_validation", "unknown_request"],
  },
  {
    means: "unknown",
    when: [
      "^internal$",
      // What the server itself answers does not fit its own schema.
      "(response|output|result)_validation(_\\w+)?",
      "internal_(server_)?(error|failure)",
      "^internal_server",
      "^unexpected(_error|_failure|_exception)?$",
      "^unhandled\\w*$",
      "^(server|system|fatal)_(error|failure)$",
    ],
  },
];
