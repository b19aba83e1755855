import Diagnostics
import YAML

/// Where the host listens and how it is reached, as the main file says.
struct ListenerSettings {
  var listen = ListenAddress(host: "127.0.0.1", port: 8080)
  var adminListen = ListenAddress(host: "127.0.0.1", port: 8081)
  var tls: TLSFiles?
  var allowInsecureHTTP = false
  var publicURL = "http://127.0.0.1:8080"
  var followsListener = true
  var trustedProxies: [String] = []
}

/// Reads `listen`, `adminListen`, `publicURL`, `tls`, `allowInsecureHTTP` and `trustedProxies`.
struct ListenerReader {
  let file: ConfigurationFile

  func read(_ fields: Fields) -> ListenerSettings {
    var settings = ListenerSettings()
    let listen = address("listen", fields)
    let admin = address("adminListen", fields)
    settings.listen = listen?.value ?? settings.listen
    settings.adminListen = admin?.value ?? settings.adminListen
    let tls = fields.fields("tls", what: "'tls'")
    settings.tls = tls.flatMap { TLSReader(file: file).read($0) }
    settings.allowInsecureHTTP = fields.flag("allowInsecureHTTP")?.value ?? false
    settings.trustedProxies = proxies(fields)
    if !settings.allowInsecureHTTP {
      if tls == nil { checkLoopback(listen, instead: "put a proxy before it, or add tls: with certificate and key") }
      // The administrators' listener speaks plain HTTP, whatever tls: says.
      checkLoopback(admin, instead: "reach it through ssh or a proxy")
    }
    checkDistinct(settings, listen, admin)
    readPublicURL(fields, into: &settings, encrypted: tls != nil, listen: listen)
    return settings
  }

  private func address(_ key: String, _ fields: Fields) -> Located<ListenAddress>? {
    guard let node = fields.node(key, .about("HOST:PORT", .text)) else { return nil }
    // A port alone is a number to YAML; quotes wouldn't make it an address.
    guard let text = node.scalar ?? fields.text(key)?.value else { return nil }
    do {
      return Located(try ListenAddress(parsing: text), at: node.range)
    } catch {
      file.report(error.message, at: node.range, fix: "write HOST:PORT, such as 127.0.0.1:8080")
      return nil
    }
  }

  private func checkLoopback(_ address: Located<ListenAddress>?, instead: String) {
    guard let address, !address.value.isLoopback else { return }
    file.report(
      "plain HTTP on \(address.value) would leave this machine unencrypted", at: address.range,
      fix: "listen on 127.0.0.1 and \(instead), or write allowInsecureHTTP: true for a test")
  }

  private func checkDistinct(
    _ settings: ListenerSettings, _ listen: Located<ListenAddress>?, _ admin: Located<ListenAddress>?
  ) {
    let (a, b) = (settings.listen, settings.adminListen)
    guard a.port == b.port, a.port != 0, a.host == b.host || a.isWildcard || b.isWildcard else { return }
    guard let range = admin?.range ?? listen?.range else { return }
    file.report("'listen' and 'adminListen' are one address", at: range, fix: "give each its own port")
  }

  private func readPublicURL(
    _ fields: Fields, into settings: inout ListenerSettings, encrypted: Bool, listen: Located<ListenAddress>?
  ) {
    settings.publicURL = "\(encrypted ? "https" : "http")://\(settings.listen)"
    guard let text = fields.text("publicURL") else {
      guard !fields.members.contains(where: { $0.name == "publicURL" }) else { return }
      return checkFollowing(listen)
    }
    settings.followsListener = false
    settings.publicURL = text.value
    check(text, insecure: settings.allowInsecureHTTP)
  }

  private func checkFollowing(_ listen: Located<ListenAddress>?) {
    guard let listen, !listen.value.isLoopback else { return }
    file.report(
      "'publicURL' is missing: IdPs reach a host that listens on \(listen.value) by a public name", at: listen.range,
      fix: "add publicURL: https://scim.example.org")
  }

  private func check(_ text: Located<String>, insecure: Bool) {
    do {
      let url = try PublicURL(parsing: text.value)
      guard !url.isPrivate, !insecure else { return }
      file.report(
        "the public URL isn't https: tokens and people's data would cross the network unencrypted", at: text.range,
        fix: "write https://\(text.value.dropFirst(7)), or allowInsecureHTTP: true for a test")
    } catch {
      file.report(error.message, at: text.range, fix: error.fix)
    }
  }

  private func proxies(_ fields: Fields) -> [String] {
    fields.texts("trustedProxies").compactMap { text in
      if isAddressBlock(text.value) { return text.value }
      file.report(
        "'\(text.value)' is neither an IP address nor a block of them", at: text.range,
        fix: "write it like 10.0.0.7 or 10.0.0.0/8")
      return nil
    }
  }
}

extension ListenAddress {
  /// Whether it takes connections to every address of this machine.
  fileprivate var isWildcard: Bool { host == "0.0.0.0" || host == "::" }
}
