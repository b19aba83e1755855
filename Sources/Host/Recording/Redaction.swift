internal import AdapterKit
internal import Crypto
internal import Foundation
internal import JSON
internal import Text
internal import Tokens

/// Takes people out of one recorded message: secrets go, values of personal attributes become pseudonyms.
///
/// A value has one pseudonym wherever and whenever it occurs in a data directory, so that equality survives: what was
/// looked up, created and refused can still be told to be one. Everything is personal that isn't known not to be.
struct Redaction {
  private let key: [UInt8]
  /// What was replaced so far, for the sentences that quote it.
  private var known: [String: String] = [:]

  init(key: [UInt8]) { self.key = key }

  /// What stands in place of a secret.
  static let secret = "[secret]"

  /// Names whose values say nothing of a person, and are what a dialect is about.
  private static let plain: Set<String> = [
    "schemas", "op", "type", "primary", "active", "id", "meta", "resourcetype", "status", "scimtype", "totalresults",
    "startindex", "itemsperpage", "count", "sortby", "sortorder", "attributes", "excludedattributes", "failonerrors",
    "method", "bulkid", "operation", "version", "location", "documentationuri", "supported",
  ]
  private static let secrets: Set<String> = [
    "password", "token", "secret", "authorization", "credential", "x509certificates", "clientsecret",
  ]

  /// A value under `name`.
  mutating func value(_ json: JSON, of name: String = "") -> JSON {
    let last = Self.lastName(name)
    guard !Self.secrets.contains(last) else { return json.isNull ? json : .string(Self.secret) }
    switch json {
    case .null, .bool: return json
    case .number: return Self.plain.contains(last) ? json : number(json)
    case .string(let string): return .string(text(string, of: last))
    case .array(let elements): return .array(elements.map { value($0, of: name) })
    case .object(let members):
      guard last != "meta" else { return json }
      let isSecret = members.member(ignoringCase: "path")?.value.string.flatMap(Self.secretName) != nil
      return .object(
        JSONObject(
          members.map { member in
            let isHidden = isSecret && Self.lastName(member.key) == "value" && !member.value.isNull
            return (path(member.key), isHidden ? .string(Self.secret) : value(member.value, of: member.key))
          }))
    }
  }

  /// A path, a key or a filter: what it compares with is redacted, its attributes stay.
  ///
  /// What follows a secret's name is secret, however it is written.
  mutating func path(_ text: String) -> String {
    guard let name = Self.secretName(in: text) else { return plainPath(text) }
    let before = plainPath(String(text[..<name.lowerBound]))
    return "\(before)\(text[name])\(name.upperBound == text.endIndex ? "" : Self.secret)"
  }

  private mutating func plainPath(_ text: String) -> String {
    guard !text.contains(" ") else { return filter(text) }
    return text.wholeMatch(of: #/[A-Za-z0-9_.:$\-\/\[\]]*/#) == nil ? self.text(text, of: "") : text
  }

  private static func secretName(in text: String) -> Range<String.Index>? {
    secrets.compactMap { text.range(of: $0, options: .caseInsensitive) }.min { $0.lowerBound < $1.lowerBound }
  }

  /// A filter; one that isn't made of comparisons is redacted whole, since nobody knows what it holds.
  private mutating func filter(_ text: String) -> String {
    var (result, rest, isSound) = ("", Substring(text), true)
    while let match = rest.firstMatch(of: Self.comparison) {
      isSound = isSound && Self.isStructure(rest[..<match.range.lowerBound])
      result += rest[..<match.2.startIndex]
      result += literal(String(match.2), of: Self.lastName(String(match.1)))
      rest = rest[match.2.endIndex...]
    }
    guard isSound, Self.isStructure(rest) else { return self.text(text, of: "") }
    return result + rest
  }

  /// Brackets, `and`, `or`, `not`, `x pr`, the attribute before a bracket and the one behind it.
  private static func isStructure(_ text: Substring) -> Bool {
    let part = #/(?:[\s()]|(?:and|or|not)\b|[A-Za-z0-9_.:$\-]+(?:\[|\s+pr\b)|\](?:[.:][A-Za-z0-9_.:$\-]+)?)*/#
    return text.wholeMatch(of: part.ignoresCase()) != nil
  }

  private static var comparison: Regex<(Substring, Substring, Substring)> {
    #/([A-Za-z0-9_.:$\-\]]+)\s+(?:[eE][qQ]|[nN][eE]|[cC][oO]|[sS][wW]|[eE][wW]|[gGlL][tTeE])\s+("(?:[^"\\]|\\.)*"|[^\s\])]+)/#
  }

  private mutating func literal(_ literal: String, of name: String) -> String {
    guard !Self.plain.contains(name), !["true", "false", "null"].contains(literal.lowercased()) else { return literal }
    guard literal.hasPrefix("\""), literal.count >= 2 else { return text(literal, of: name) }
    return "\"\(text(String(literal.dropFirst().dropLast()), of: name))\""
  }

  /// A request's path: the ids of the service stay, whatever else is looked for goes.
  mutating func target(_ path: String) -> String {
    let places = ["Users", "Groups", "Schemas", "ResourceTypes", "ServiceProviderConfig", ".search", "Bulk", "Me"]
    return path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.isEmpty || places.contains(String(part)) || part.hasPrefix("urn:")
        ? String(part) : text(String(part), of: "")
    }.joined(separator: "/")
  }

  /// A query, its parameters in their order.
  mutating func query(_ query: String) -> String {
    let parts = query.split(separator: "&", omittingEmptySubsequences: false).map(String.init)
    return parts.map { parameter($0) }.joined(separator: "&")
  }

  private mutating func parameter(_ part: String) -> String {
    let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard pair.count == 2, !Self.plain.contains(pair[0].lowercased()) else { return part }
    guard let decoded = pair[1].replacing("+", with: " ").removingPercentEncoding else { return "\(pair[0])=" }
    let kept = pair[0].lowercased() == "filter" ? sought(decoded) : text(decoded, of: pair[0].lowercased())
    return "\(pair[0])=\(kept.addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? "")"
  }

  /// The filter of a query: unlike a path it is never an attribute alone.
  private mutating func sought(_ text: String) -> String {
    Self.secretName(in: text) == nil ? filter(text) : path(text)
  }

  private static let unreserved = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))

  /// Headers that say how a message is to be read; how a token came in, without the token.
  func headers(_ headers: [AdapterHeader]) -> [AdapterHeader] {
    let kept = ["content-type", "accept", "user-agent", "if-match", "if-none-match", "location", "etag", "retry-after"]
    return headers.compactMap { header in
      let name = header.name.lowercased()
      guard name != "authorization" else {
        let words = header.value.split(separator: " ")
        return AdapterHeader(header.name, words.count == 2 ? "\(words[0]) \(Self.secret)" : Self.secret)
      }
      return kept.contains(name) ? AdapterHeader(header.name, TokenSecret.redacted(header.value)) : nil
    }
  }

  /// A sentence that may quote what was sent.
  func sentence(_ text: String) -> String {
    let found = known.keys.filter { $0.count >= 3 && text.contains($0) }.sorted { $0.count > $1.count }
    let replaced = found.reduce(text) { $0.replacing($1, with: known[$1] ?? Self.secret) }
    return TokenSecret.redacted(replaced)
  }

  private mutating func text(_ string: String, of name: String) -> String {
    if string.isEmpty || ["true", "false"].contains(string.lowercased()) { return string }
    if name == "path" { return path(string) }
    if Self.plain.contains(name) || name == "detail" { return sentence(string) }
    if isOurs(string) || string.hasPrefix("urn:") { return string }
    if string.hasPrefix("{") || string.hasPrefix("["), let inner = try? JSON(parsing: Array(string.utf8)) {
      return value(inner).description
    }
    let pseudonym = pseudonym(of: string)
    known[string] = pseudonym
    return pseudonym
  }

  private mutating func number(_ json: JSON) -> JSON {
    let digits = self.digest(of: json.description).prefix(7)
    return JSON(Int(digits, radix: 16) ?? 0)
  }

  /// An id that the service made (UUIDv7), alone or at the end of a URL: it is in its own answers.
  private func isOurs(_ text: String) -> Bool {
    let last = text.split(separator: "/").last.map(String.init) ?? text
    return UUID(uuidString: last) != nil && Array(last)[14] == "7"
  }

  /// The pseudonym keeps what kind of text it is, since dialects differ in that.
  private func pseudonym(of text: String) -> String {
    let digest = digest(of: text)
    if text.contains("@") { return "p\(digest)@redacted.example" }
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return "https://redacted.example/p\(digest)" }
    if text.allSatisfy({ $0.isNumber || "+-() ".contains($0) }) {
      let number = String((UInt64(digest, radix: 16) ?? 0) % 100_000_000)
      return text.hasPrefix("+") ? "+\(number)" : number
    }
    return "p\(digest)"
  }

  /// Of the value as it is compared: in any case, without blanks around it.
  private func digest(of text: String) -> String {
    let folded = fold(text.trimmingCharacters(in: .whitespaces))
    return String(hex(hmacSHA256(key: key, message: Array(folded.utf8))).prefix(10))
  }

  private static func lastName(_ name: String) -> String {
    let parts = name.split { $0 == "." || $0 == ":" || $0 == "[" || $0 == "]" }
    return (parts.last.map(String.init) ?? name).lowercased()
  }
}
