import { vocabulary, type Meaning } from "./meaning.ts";

/** AWS exception names that the common words do not read right; names end without `Exception` here. */
export const AWS: ReadonlyMap<string, Meaning> = vocabulary({
  unauthorized:
    "UnrecognizedClient InvalidClientTokenId AuthFailure ExpiredToken ExpiredTokenException IncompleteSignature " +
    "InvalidSignature SignatureDoesNotMatch MissingAuthenticationToken InvalidAccessKeyId NotAuthorized InvalidIdentityToken " +
    "InvalidToken RequestExpired TokenRefreshRequired",
  forbidden:
    "AccessDenied AccessDeniedException UnauthorizedOperation OptInRequired Blocked AllAccessDisabled AccountProblem " +
    "InvalidObjectState KMSAccessDenied UserNotConfirmed PasswordResetRequired",
  rate:
    "Throttling ThrottlingException ThrottledException Throttled RequestLimitExceeded ProvisionedThroughputExceeded " +
    "TooManyRequests SlowDown BandwidthLimitExceeded RequestThrottled RequestThrottledException PriorRequestNotComplete " +
    "EC2ThrottledException LimitExceededRate TransactionInProgress",
  missing:
    "NoSuchKey NoSuchBucket NoSuchUpload NoSuchVersion NoSuchEntity ResourceNotFound NonExistentQueue QueueDoesNotExist " +
    "UserNotFound NoSuchHostedZone NoSuchDistribution",
  exists:
    "BucketAlreadyExists BucketAlreadyOwnedByYou EntityAlreadyExists ResourceAlreadyExists UsernameExists AliasExists " +
    "QueueAlreadyExists QueueNameExists ResourceExists DBInstanceAlreadyExists",
  conflict:
    "ConditionalCheckFailed ResourceInUse ResourceConflict OperationAborted TransactionConflict TransactionCanceled " +
    "DeleteConflict DependencyViolation ConcurrentModification EntityTemporarilyUnmodifiable BucketNotEmpty IncorrectState " +
    "IncorrectInstanceState OptimisticLock InvalidStateTransition",
  method: "UnknownOperation InvalidAction",
  unavailable: "ServiceUnavailable Unavailable",
  timeout: "RequestTimeout",
  unknown: "InternalFailure InternalServerError InternalError ServiceException Service",
  invalid:
    "ValidationError Validation SerializationException Serialization MalformedQueryString MissingAction MissingParameter " +
    "InvalidParameterValue InvalidParameterCombination InvalidQueryParameter CodeMismatch ExpiredCode InvalidPassword " +
    "ItemCollectionSizeLimitExceeded LimitExceeded EntityTooLarge InvalidRequest",
});
