internal import Foundation
internal import HTTP
public import Store

/// Where a host keeps its state.
public enum HostPaths {
  /// `--data`, or `.dragoman` beside the configuration.
  public static func dataDirectory(config: String, data: String?) -> String {
    if let data { return data }
    let folder = (config as NSString).deletingLastPathComponent
    return (folder.isEmpty ? "." : folder) + "/.dragoman"
  }
}

extension HostConfiguration {
  /// The store that the configuration chose, its files in `dataDirectory` where it has files.
  public func storeLocation(_ dataDirectory: String) -> StoreLocation {
    switch store {
    case .sqlite: .sqlite(directory: dataDirectory)
    case .postgresql(let url): .postgresql(url)
    }
  }

  /// A listener's limits; the administrators' one speaks plain HTTP on its own address.
  func http(_ address: ListenAddress, isAdmin: Bool = false) throws -> HTTPConfiguration {
    var wire = HTTPLimits()
    wire.target = limits.uriBytes
    wire.headers = limits.headerBytes
    wire.fields = limits.headerFields
    wire.connections = limits.connections
    wire.connectionsPerSource = limits.connectionsPerSource
    wire.idle = limits.idleTime
    wire.headDeadline = limits.headerTime
    wire.bodyDeadline = limits.bodyTime
    wire.bodyRate = limits.bodyBytesPerSecond
    let pair = try isAdmin ? nil : tls.map { (certificate: try pem($0.certificate), key: try pem($0.key)) }
    return HTTPConfiguration(
      host: address.host, port: address.port, tls: pair, trustedProxies: isAdmin ? [] : trustedProxies, limits: wire)
  }

  private func pem(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}

extension HostConfiguration {
  /// The URL under which IdPs reach a listener on `port`: the configured one, or the listener's own.
  func reachedURL(port: Int) -> String {
    followsListener ? listen.reachable(port: port, isTLS: tls != nil) : publicURL
  }
}

extension ListenAddress {
  /// The URL under which the listener answers on this machine.
  func reachable(port: Int, isTLS: Bool) -> String {
    let anywhere = host == "0.0.0.0" || host == "::" || host.isEmpty
    return "\(isTLS ? "https" : "http")://\(ListenAddress(host: anywhere ? "127.0.0.1" : host, port: port))"
  }
}
