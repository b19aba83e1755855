/// How much the host takes in and how long it waits; `limits:` may say otherwise, except of what is a `let`.
public struct Limits: Hashable, Sendable {
  /// The longest body of a user request, in bytes.
  public var userBodyBytes = 1 << 20
  /// The longest body of a group request, in bytes.
  public var groupBodyBytes = 8 << 20
  /// The longest body of a bulk request, in bytes.
  public var bulkBodyBytes = 8 << 20
  /// Operations in one bulk request.
  public var bulkOperations = 1000
  /// Operations in one PATCH.
  public let patchOperations = 1000
  /// Members that one request may name.
  public let membersPerRequest = 20000
  /// How deep a JSON body may nest.
  public let jsonDepth = 32
  /// The longest filter, in bytes.
  public let filterBytes = 8 << 10
  /// How deep a filter may nest.
  public let filterDepth = 32
  /// Comparisons in one filter.
  public let filterTerms = 100
  /// The longest string, in bytes.
  public let stringBytes = 64 << 10
  /// The longest userName, in bytes.
  public let userNameBytes = 1 << 10
  /// The largest page of a list.
  public var pageSize = 1000
  /// The page of a list when the request doesn't say.
  public var defaultPageSize = 100
  /// How long a cursor is good (RFC 9865).
  public var cursorTime: Duration = .seconds(3600)
  /// Extensions that a provider may declare.
  public let extensions = 16
  /// Attributes of one of them, or sub-attributes of one of those.
  public let extensionAttributes = 256
  /// All header fields of a request together, in bytes.
  public var headerBytes = 32 << 10
  /// Header fields of a request.
  public var headerFields = 100
  /// The longest request target, in bytes.
  public var uriBytes = 16 << 10
  /// How long a request's header may take.
  public var headerTime: Duration = .seconds(10)
  /// How long a request's body may take.
  public var bodyTime: Duration = .seconds(30)
  /// The slowest that a body may come in after its first five seconds, in bytes a second.
  public var bodyBytesPerSecond = 1 << 10
  /// How long the host may take for an answer.
  public var handlerTime: Duration = .seconds(25)
  /// How long a connection may stay idle between requests.
  public var idleTime: Duration = .seconds(75)
  /// Connections at once.
  public var connections = 4096
  /// Connections at once of one source address; trusted proxies are exempt.
  public var connectionsPerSource = 256
  /// Requests a second of one provider, in the long run.
  public var requestsPerSecond = 100
  /// Requests of one provider at once, on top of the long run.
  public var requestBurst = 300
  /// Child processes of one isolated adapter.
  public var adapterProcesses = 4
  /// The memory that a child process of an isolated adapter may write to, in bytes.
  public var adapterMemoryBytes = 512 << 20
  /// How long an isolated adapter may take for one message.
  public var adapterTime: Duration = .seconds(2)
  /// How long the mapping of one resource may take.
  public let mappingTime: Duration = .milliseconds(10)

  /// The defaults.
  public init() {}

  /// The longest YAML file, in bytes; a constant, since it holds before any file is read.
  public static let yamlBytes = 1 << 20
}
