#if os(Linux)
  import Foundation
  import JSON

  /// One store's life of many deaths: hosts are started on it, written to and killed.
  final class PowerCutLife {
    let home: PowerCutHome
    private let seed: UInt64
    private var random: PowerCutRandom
    let tokens: [String: String]
    private var writers: [PowerCutWriter] = []
    private var crews: [String: [String]] = [:]
    private var position: Int64 = 0
    private(set) var acknowledged = 0
    /// How many requests were in doubt and turned out to have happened.
    private(set) var settled = 0

    /// A store that no power cut has seen yet: also its making isn't durable but by its own syncs.
    init(seed: UInt64) throws {
      self.seed = seed
      random = PowerCutRandom(seed)
      home = try PowerCutHome()
      tokens = try home.tokens()
    }

    /// Starts a host, writes to it for a while, kills it, cuts the power; what may not be is thrown.
    func round(
      _ number: Int, upTo milliseconds: Int, writing count: Int = 6, leaving remains: PowerCutNotes.Remains? = nil,
      deep: Bool, environment: [String: String] = [:]
    ) throws {
      let host = try start(writing: count, environment)
      let third = Double(random.next(1000)) / 1000
      usleep(UInt32(1000 * (20 + Double(milliseconds - 20) * third * third * third)))
      _ = try? PowerCutClient(port: host.port, from: "127.0.0.2").ask("GET", "/scim/v2/a/Users", token: nil)
      host.kill()
      try end(number, leaving: remains ?? [.nothing, .nothing, .some, .some, .all][random.next(5)], deep: deep)
    }

    /// Starts a host, and clients that write to it until it is gone.
    func start(writing count: Int = 6, _ environment: [String: String] = [:]) throws -> PowerCutHost {
      let host = try home.serve(environment)
      do {
        try prepare(host.port, count)
      } catch {
        host.kill()
        throw error
      }
      writers.forEach { $0.start(port: host.port, token: tokens[$0.provider] ?? "") }
      return host
    }

    /// The host has ended: cuts the power, and looks at what is there; what may not be is thrown.
    func end(_ number: Int = 0, leaving remains: PowerCutNotes.Remains, deep: Bool = true) throws {
      join()
      try PowerCutNotes(home).undo(remains, &random)
      try check(number, deep: deep, remains)
    }

    /// Waits until the clients have noticed that the host is gone.
    func join() { writers.forEach { $0.join() } }

    /// How many requests have no answer.
    var unanswered: Int { writers.count { $0.doubt != nil } }

    /// Answers that aren't what was to be expected, but acknowledge nothing, are fine from now on.
    func tolerate(_ statuses: Set<Int>) { writers.forEach { $0.tolerated = statuses } }

    /// The groups that all clients of a provider share, and the clients.
    private func prepare(_ port: Int, _ count: Int) throws {
      guard writers.isEmpty else { return }
      for provider in PowerCutHome.providers {
        let key = "\(provider)x-crew"
        let answer = try PowerCutClient(port: port).ask(
          "POST", "/scim/v2/\(provider)/Groups", token: tokens[provider], body: PowerCutDrawing.group(key, []))
        guard answer.status == 201, let id = answer.body?["id"]?.string, let request = answer.headers["request-id"]
        else { throw PowerCutFinding("the crew was answered \(answer.status) \(answer.body ?? .null)") }
        crews[request] = ["group.created \(key)"]
        for number in 0..<count / 2 {
          writers.append(
            PowerCutWriter(client: "\(provider)\(number)", crew: key, crewID: id, seed: random.next()))
        }
      }
    }

    private func check(_ number: Int, deep: Bool, _ left: PowerCutNotes.Remains) throws {
      let found = try PowerCutCheck(home.copy(), after: position, deep: deep)
      var faults = found.faults + writers.flatMap(\.wrong)
      var unnamed: [[String]] = []
      for writer in writers {
        let (entries, fault) = writer.settle(found.worlds[writer.client] ?? .init(), ids: found.ids)
        if !entries.isEmpty { unnamed.append(entries) }
        if let fault { faults.append("client \(writer.client): \(fault)") }
      }
      let known = Set(writers.map(\.client) + PowerCutHome.providers.map { "\($0)x" })
      faults += found.worlds.keys.filter { !known.contains($0) }.map { "a record of nobody: \($0)" }
      faults += trail(found.entries, unnamed)
      settled += unnamed.count
      acknowledged = writers.map(\.acknowledged).reduce(0, +)
      position = found.position
      crews = [:]
      guard faults.isEmpty else {
        let told = faults.prefix(12).joined(separator: "\n  ")
        throw PowerCutFinding("seed \(seed), round \(number), the disk had got \(left):\n  \(told)")
      }
    }

    /// The trail has the entries of every acknowledged request, those of what was in doubt and happened, and no other.
    private func trail(_ found: [PowerCutCheck.Entry], _ unnamed: [[String]]) -> [String] {
      var expected = crews
      for writer in writers { expected.merge(writer.entries) { $0 + $1 } }
      var rest = unnamed
      var faults: [String] = []
      let requests = Dictionary(grouping: found, by: \.request).mapValues { $0.map(\.words).sorted() }
      for (request, words) in requests where expected[request] == nil {
        guard let place = rest.firstIndex(of: words) else {
          faults.append("the trail has \(words), which nobody asked for")
          continue
        }
        rest.remove(at: place)
      }
      faults += rest.map { "the trail lacks \($0), which happened" }
      for (request, words) in expected where requests[request] ?? [] != words {
        faults.append("the trail has \(requests[request] ?? []) instead of \(words), which was acknowledged")
      }
      return faults
    }
  }
#endif
