internal import AdapterTesting
internal import Foundation

/// A host with an Entra ID provider, and what is needed to talk to it.
struct Ground {
  let fresh: FreshHost
  let people: People
  let host: String
  let port: Int

  static func prepare(_ options: BenchOptions) async throws -> Ground {
    let fresh = try await FreshHost.start(adapter: "EntraID", in: options.adapters)
    guard let url = URLComponents(string: fresh.base), let host = url.host, let port = url.port else {
      throw LoadError.refused(fresh.base)
    }
    return Ground(
      fresh: fresh, people: People(host: "\(host):\(port)", prefix: url.path, token: fresh.token), host: host,
      port: port)
  }

  /// Runs a load from a thread of its own, since it polls.
  func load(
    connections: Int, count: Int, at port: Int? = nil, _ next: @escaping @Sendable (Int) -> [UInt8]
  ) async throws -> LoadGenerator.Outcome {
    let (host, port) = (host, port ?? self.port)
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result { try LoadGenerator(host: host, port: port, connections: connections).run(count: count, next) })
      }
    }
  }

  /// How many commits shared a transaction, in the mean, since the host began.
  func batchSize() async throws -> Double {
    let page = try await SocketTransport(base: fresh.adminAddress).send("GET", "/metrics", headers: [], body: nil)
    let numbers = String(decoding: page.body, as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("dragoman_commit_batch_size_") }.compactMap { $0.split(separator: " ").last }
      .compactMap { Double($0) }
    return numbers.count == 2 && numbers[1] > 0 ? numbers[0] / numbers[1] : 0
  }

  /// Says how far a long preparation is.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }
}
