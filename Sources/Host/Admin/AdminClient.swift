internal import Foundation
public import JSON

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Calls a running host's verbs over its admin listener.
public struct AdminClient: Sendable {
  private let door: AdminDoor

  /// A client of the host behind `door`.
  public init(_ door: AdminDoor) { self.door = door }

  /// Whether the host that left the door answers there, and not somebody who came after it.
  public func answers() async -> Bool {
    let ping = try? await answer("host.ping", [:], actor: "ping", over: Self.impatient)
    return ping?.body["pid"]?.integer == Int64(door.pid)
  }

  /// Carries out one verb in the host.
  /// - Throws: `AdminError`: what the host said, or that it doesn't answer.
  public func perform(_ verb: String, _ arguments: JSONObject, actor: String) async throws -> JSON {
    let (status, body) = try await answer(verb, arguments, actor: actor, over: Self.patient)
    guard status == 200 else {
      throw AdminError(body["error"]?.string ?? "the host answered \(status)", fix: body["fix"]?.string)
    }
    return body
  }

  private func answer(
    _ verb: String, _ arguments: JSONObject, actor: String, over session: URLSession
  ) async throws -> (status: Int, body: JSON) {
    guard let url = URL(string: "\(door.address)/admin/v1/\(verb)") else {
      throw AdminError("the host's admin address '\(door.address)' isn't a URL")
    }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.httpBody = Data(JSON.object(arguments).bytes)
    request.setValue("Bearer \(door.credential)", forHTTPHeaderField: "Authorization")
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue(actor, forHTTPHeaderField: "Dragoman-Actor")
    let (data, status) = try await send(request, over: session)
    let body = try? JSON(parsing: Array(data), limits: .init(depth: 64, namesIgnoreCase: false))
    return (status, body ?? .null)
  }

  private func send(_ request: URLRequest, over session: URLSession) async throws -> (Data, Int) {
    do {
      let (data, response) = try await session.data(for: request)
      guard let response = response as? HTTPURLResponse else { throw AdminError("the host's answer isn't HTTP") }
      return (data, response.statusCode)
    } catch let error as URLError {
      throw AdminError(
        "the host (process \(door.pid)) doesn't answer at \(door.address): \(error.localizedDescription)",
        fix: "look whether it is still running")
    }
  }

  private static let impatient = session(seconds: 3)
  /// A long trail takes its time to verify.
  private static let patient = session(seconds: 3600)

  private static func session(seconds: TimeInterval) -> URLSession {
    let configuration = URLSessionConfiguration.ephemeral
    // The host is on this machine: no proxy stands between, whatever the environment says.
    configuration.connectionProxyDictionary = [:]
    configuration.timeoutIntervalForRequest = seconds
    configuration.timeoutIntervalForResource = seconds
    return URLSession(configuration: configuration)
  }
}
