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

  /// Carries out one verb in the host.
  /// - Throws: `AdminError`: what the host said, or that it doesn't answer.
  public func perform(_ verb: String, _ arguments: JSONObject, actor: String) async throws -> JSON {
    guard let url = URL(string: "\(door.address)/admin/v1/\(verb)") else {
      throw AdminError("the host's admin address '\(door.address)' isn't a URL")
    }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.httpBody = Data(JSON.object(arguments).bytes)
    request.setValue("Bearer \(door.credential)", forHTTPHeaderField: "Authorization")
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue(actor, forHTTPHeaderField: "Dragoman-Actor")
    let (data, response) = try await answer(request)
    let body = try? JSON(parsing: Array(data), limits: .init(depth: 64, namesIgnoreCase: false))
    guard response.statusCode == 200, let body else {
      throw AdminError(body?["error"]?.string ?? "the host answered \(response.statusCode)", fix: body?["fix"]?.string)
    }
    return body
  }

  private func answer(_ request: URLRequest) async throws -> (Data, HTTPURLResponse) {
    do {
      let (data, response) = try await URLSession.shared.data(for: request)
      guard let response = response as? HTTPURLResponse else { throw AdminError("the host's answer isn't HTTP") }
      return (data, response)
    } catch let error as URLError {
      throw AdminError(
        "the host (process \(door.pid)) doesn't answer at \(door.address): \(error.localizedDescription)",
        fix: "look whether it is still running")
    }
  }
}
