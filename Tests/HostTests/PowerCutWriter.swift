#if os(Linux)
  import Foundation
  import JSON

  /// A client that writes until its host is gone, and remembers what was acknowledged.
  // Sendable: its thread has it while the host runs, the test before and after.
  final class PowerCutWriter: @unchecked Sendable {
    let client: String
    private(set) var world = PowerCutWorld()
    private(set) var ids: [String: String] = [:]
    /// What was asked for and not answered.
    private(set) var doubt: PowerCutOperation?
    /// The audit entries of each acknowledged request, by its id.
    private(set) var entries: [String: [String]] = [:]
    /// Answers that may not be.
    private(set) var wrong: [String] = []
    private(set) var acknowledged = 0
    /// Statuses that refuse whatever was asked for.
    var tolerated: Set<Int> = []
    private var drawing: PowerCutDrawing
    private var random: PowerCutRandom
    private var ended: DispatchSemaphore?

    init(client: String, crew: String, crewID: String, seed: UInt64) {
      self.client = client
      drawing = PowerCutDrawing(client: client, crew: crew)
      random = PowerCutRandom(seed)
      ids[crew] = crewID
    }

    /// Its provider.
    var provider: String { String(client.prefix(1)) }

    /// Writes on a thread of its own until the host is gone, or answers that it takes no more.
    func start(port: Int, token: String) {
      let ended = DispatchSemaphore(value: 0)
      self.ended = ended
      entries = [:]
      let thread = Thread { [self] in
        if let connection = try? PowerCutClient(port: port) { while step(connection, token) {} }
        ended.signal()
      }
      thread.stackSize = 4 << 20
      thread.start()
    }

    /// Waits until it has noticed.
    func join() {
      ended?.wait()
      ended = nil
    }

    /// One request; false when there will be no more answers.
    private func step(_ connection: PowerCutClient, _ token: String) -> Bool {
      let operation = drawing.next(world, ids: ids, &random)
      doubt = operation
      let path = "/scim/v2/\(provider)\(operation.path)"
      guard let answer = try? connection.ask(operation.method, path, token: token, body: operation.body) else {
        return false
      }
      guard !tolerated.contains(answer.status) else { return false }
      doubt = nil
      guard answer.status == operation.status, let request = answer.headers["request-id"] else {
        wrong.append("\(operation.method) \(operation.path) was answered \(answer.status) \(answer.body ?? .null)")
        return false
      }
      acknowledged += answer.status < 300 ? 1 : 0
      if let key = operation.makes, let id = answer.body?["id"]?.string { ids[key] = id }
      entries[request] = world.entries(until: operation.after)
      world = operation.after
      return answer.headers["connection"]?.lowercased() != "close"
    }

    /// Settles what was in doubt by what is there; what can't be is returned.
    func settle(_ found: PowerCutWorld, ids found_ids: [String: String]) -> (entries: [String], fault: String?) {
      defer { doubt = nil }
      guard found != world else { return ([], nil) }
      guard let doubt, found == doubt.after else { return ([], found.difference(from: world)) }
      let entries = world.entries(until: found)
      world = found
      if let key = doubt.makes { ids[key] = found_ids[key] }
      return (entries, nil)
    }
  }
#endif
