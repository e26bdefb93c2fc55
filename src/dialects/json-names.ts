/** Folded member names by what they hold; each list in order of strength. */

const names = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Sentences, the most specific first: `detail` before `title`, `message` before a sibling `details` or `hint`. */
export const SENTENCES = names(`
  detail errordescription submessage submsg suberrormessage message msg messages defaultmessage errormessage errormsg errmsg errormsgs messagetext usermessage displaymessage friendlymessage
  userfriendlymessage localizedmessage publicmessage reason faultstring description longmessage info errordetail errorsummary
  hydradescription statusmessage statusdescription errortext text messagetranslations exceptionmessage developermessage error err errors errorinfo
  details summary cause reasontext faultdescription problem responsemessage resultmessage retmsg respmsg statusinfo fault
  failure issue content title hydratitle heading errortitle shortmessage statustext reasonphrase httpreason httpmessage httpstatustext statusstring
  exception responsedescription resultdescription descr desc comment explanation userpresentablemessage diagnostics display messagedetail
  errordetailmessage failurereason rejectreason returnmessage responsetext statusmsg errorsource
  errnm errtxt errordesc errdesc errortxt replytext replymessage infotext moreinformation messagestring
`);

/** Among these a lone word is a code, never a sentence of last resort. */
export const TOKEN_NAMES = new Set(
  names("error err errors exception fault failure problem issue content title text cause summary details"),
);

/** Machine codes. */
export const CODES = names(`
  code errorcode errcode faultcode errorcodestring internalcode apierrorcode statuscode status errorname error err
  reason errorreason errorid type errortype exceptiontype exception class name kind subcode errorsubcode errorsubtype subtype sqlstate errno
  number errornumber errnum key messagekey messagecode messageid errorkey issue tag slug identifier title category errorcategory errortag errcd errorcd statustxt declinecode
  resultcode responsecode retcode returncode result id message detail msg errormessage errormsg errmsg errorinfo reasoncode failurecode symbol label
`);

/** Codes that are codes only when spelt as one: a word under these is prose or a name of something else. */
export const LOOSE_CODES = new Set(
  names(
    "status name kind title id issue tag message detail msg errormessage errormsg errmsg key identifier reason result number class category type error err errorinfo exception label",
  ),
);

/** A status that the body states. */
export const STATUSES = names(
  "status statut statuscode httpstatus httpstatuscode httpcode code errorcode errcode httpresponsecode responsestatus responsecode httperrorcode errornum",
);

/** Objects, lists or stringified JSON that hold the error itself; their words come before their parent's. */
export const INNER = names(`
  error errors err fault exception odataerror requesterror serviceexception policyexception responsestatus faults errorresponse
  errordetails problem apierror httperror errorobj errormessage errormsg errmsg errormessages errs
`);

/** What holds more about the error; its words come after its parent's. */
export const OUTER = names(`
  detail details errordetail data response result meta body payload message messages msg description reason status errorlist errorinfo info
  cause causes innererror innererrors nestederrors extensions context responseerror exceptions failure failures validation issues
  validationerrors violations invalidparams fielderrors fieldviolations fields reasons problems errorcauses rootcause invalidfields
  modelstate validationmessages paramerrors parametererrors inputerrors constraintviolations formerrors fulldetails errorfields
  errormessagesdetail extra content fullmessages globalerrors generalerrors nonfielderrors params invalid messageextendedinfo suberrors
  properties inner responsemetadata output results responses metadata nested embedded json header headers errorcontext invalidattributes coding
`);

/** How the folded name of a member that holds errors ends, whoever coined it. */
export const HOLDS =
  /(?:errors?|errors?(?:list|array|collection|items?|entries|objects?|data|records?)|violations?|failures?|problems?|faults?|issues?|invalid(?:fields|attributes|properties|values|parameters|params)|fieldlist|validations|errordetails|additionaldetails)$/;

/** A folded name that speaks of an error, wherever in it; one that ends in `exception` is a class, and its code. */
export const NAMES_ERROR = /^err|error|(?<!de)fault|failure|problem|exception(?!$)/;

/** How the folded name of a wrapper around an answer ends, whoever put it there: `Response`, `rsp`, `SetNsResponse`. */
export const WRAPPER = /(?:response|result|reply|answer|rsp)$/;

/** How the folded name of a member that holds a sentence ends, whoever coined it. */
export const SPEAKS =
  /(?:message|msg|text|description|reason|error|err|fault|exception|detail|explanation|info)$/;

/** What holds nothing but field errors, so that a dictionary of plain strings under it is one of fields. */
export const FIELD_HOLDERS = new Set(
  names(`
    errors fielderrors validationerrors fields modelstate invalidfields paramerrors parametererrors inputerrors violations validation
    messages invalidparams fieldviolations invalid errorfields issues failures constraintviolations validationmessages errordetails
  `),
);

/** Which field a list's item is about, the surest first. */
export const FIELD_NAMES = names(`
  fieldpath field fieldname pointer jsonpointer instancepath datapath propertypath jsonpath path property propertyname param parameter
  paramname parametername attribute attributename attr loc source target location fields fieldnames membernames members propertyref locator invalidfield
  element elementname entry errorpath argument argumentname arg input inputname key column item name errorrelatedto
`);

/** Which of them name a field in a lone error beside its sentence. */
export const LONE_FIELD_NAMES = names(
  "fieldpath field fieldname path errorpath param parameter paramname parametername target locator property propertyname pointer attribute attr argumentname source instancepath fields",
);

/** Errors of no field, as frameworks name them in a dictionary of fields. */
export const NO_FIELD = new Set(
  names(
    "nonfielderrors all base schema errors global general globalerrors root form formerrors object nonfield self",
  ),
);

/** Everything that describes an error or its answer and is no field of the client's. */
export const KNOWN = new Set([
  ...SENTENCES,
  ...CODES,
  ...STATUSES,
  ...INNER,
  ...OUTER,
  ...LONE_FIELD_NAMES,
  ...names(`
    timestamp time date instance path requestid traceid correlationid success ok links link moreinfo helpurl documentationurl docurl
    docs stack stacktrace trace debug debugid severity level domain locationtype hint help version apiversion method url retryable
    retryafter retryafterseconds expose isjoi isboom object jsonrpc infourl errorlink errorurl erroruri informationlink line file column position
    responseid resource transactionid logid reference incidentid service source target param value rejectedvalue servedby took host
    node server nonce iserror haserror messagedetail warnings warning suggestions suggestion hints allowed examples arguments args expected found received actual given
  `),
]);
