import Diagnostics
import JSON
import YAML

/// What a GET shows is accepted as a PUT and changes nothing: IdPs edit what they read (K-11).
struct RoundTrips: Sendable {
  /// How many resources went round.
  var count = 0
  /// Those that didn't come back as they went.
  var faults: [Mismatch] = []

  /// More of a kind than these show nothing new.
  private static let most = 5

  /// Puts back what the endpoint shows at the end of a file.
  static func of(
    _ file: ExchangeFile, _ fresh: FreshHost, over transport: any ExchangeTransport
  ) async throws -> RoundTrips {
    var trips = RoundTrips()
    let trip = RoundTrip(transport: transport, authorization: try fresh.authorization, source: file.source)
    for collection in ["/Users", "/Groups"] {
      let list = try await trip.send("GET", "\(collection)?count=\(most)")
      let ids = list.json?["Resources"]?.array?.compactMap { $0["id"]?.string } ?? []
      for id in ids {
        trips.count += 1
        let before = try await fresh.audit().count
        if let fault = try await trip.fault(of: "\(collection)/\(id)") {
          trips.faults.append(fault)
        } else if try await fresh.audit().count > before {
          trips.faults.append(trip.mismatch("putting back what GET \(collection)/\(id) shows is in the audit trail"))
        }
      }
    }
    return trips
  }
}

/// One resource, read, put back, and read again.
private struct RoundTrip {
  let transport: any ExchangeTransport
  let authorization: String
  let source: YAMLSource

  func fault(of path: String) async throws -> Mismatch? {
    guard let shown = try await send("GET", path).json else { return nil }
    let reply = try await send("PUT", path, body: shown.bytes)
    guard (200...299).contains(reply.status) else {
      return mismatch(
        "what GET \(path) shows is refused as a PUT", expected: shown.pretty(),
        got: "\(reply.status) \(reply.json?.pretty() ?? "")")
    }
    let again = try await send("GET", path).json
    guard again != shown else { return nil }
    return mismatch(
      "putting back what GET \(path) shows changes it", expected: shown.pretty(), got: again?.pretty() ?? "nothing")
  }

  func mismatch(_ message: String, expected: String? = nil, got: String? = nil) -> Mismatch {
    Mismatch("\(message) (at the end of this file)", at: source.start, of: source, expected: expected, got: got)
  }

  func send(_ method: String, _ path: String, body: [UInt8]? = nil) async throws -> ExchangeReply {
    var headers = [(name: "Authorization", value: authorization)]
    if body != nil { headers.append((name: "Content-Type", value: "application/scim+json")) }
    return try await transport.send(method, path, headers: headers, body: body)
  }
}

extension ExchangeReply {
  /// The content as JSON; nil when it isn't.
  var json: JSON? { try? JSON(parsing: body) }
}
