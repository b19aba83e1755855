public import Diagnostics
internal import JSON
public import Mapping

/// How a provider's new users are invited (`settings: autoInvite:`).
public struct InvitationSettings: Hashable, Sendable {
  /// What an invitation is handed to.
  public enum Way: Hashable, Sendable {
    /// A program that takes a message as `sendmail -i -t` does, by its absolute path.
    case sendmail(String)
    /// An HTTP endpoint; the file holds the secret that signs what is posted.
    case post(url: String, secretFile: String)
  }

  /// What an invitation is handed to.
  public var way: Way
  /// Whom a mail comes from; nil where none is sent.
  public var from: Mailbox?
  /// The address it goes to.
  public var to: TextTemplate
  /// The subject, one line.
  public var subject: TextTemplate
  /// What it says.
  public var text: TextTemplate
  /// How long after somebody's creation it goes out.
  public var after: Duration
  /// How many go out in an hour at most.
  public var perHour: Int
  /// Where the program is named, if one is.
  public var place: SourceRange?

  /// Ten minutes: an IdP's test users are gone by then.
  public static let usualDelay = Duration.seconds(600)
  /// What goes out in an hour unless told otherwise.
  public static let usualRate = 100
}

extension InvitationSettings {
  /// All that it says, on one line, for the audit trail.
  var summary: String {
    let handed =
      switch way {
      case .sendmail(let program): "sendmail \(program)"
      case .post(let url, _): "url \(blotted(url))"
      }
    let texts = [to, subject, text].map { "\(JSON.string($0.text))" }.joined(separator: ", ")
    return "\(handed); from \(from?.address ?? "–"); after \(Quantity.text(time: after)); \(perHour) an hour; \(texts)"
  }
}

/// An e-mail address, and the name of who has it.
public struct Mailbox: Hashable, Sendable {
  /// The name, if there is one.
  public var name: String?
  /// The address alone, `it@example.org`.
  public var address: String

  /// Reads `it@example.org` or `Example IT <it@example.org>`.
  public init?(_ text: String) {
    guard let open = text.firstIndex(of: "<") else {
      guard Self.isAddress(text) else { return nil }
      address = text
      return
    }
    let inside = text[text.index(after: open)...]
    let name = text[..<open].trimmingBlanks.trimmingQuotes
    guard inside.last == ">", Self.isAddress(String(inside.dropLast())), name.allSatisfy(\.isHarmless) else {
      return nil
    }
    self.name = name.isEmpty ? nil : name
    address = String(inside.dropLast())
  }

  /// Whether a text is one address that every mail program takes: ASCII, no quotes, no comments.
  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (3...254).contains(text.utf8.count), !parts[0].isEmpty, parts[0].utf8.count <= 64,
      !parts[0].hasPrefix("-")
    else { return false }
    let atoms = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~".utf8)
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return parts[0].utf8.allSatisfy(atoms.contains)
      && labels.allSatisfy { label in
        !label.isEmpty && label.first != "-" && label.utf8.allSatisfy { $0 == 0x2D || Self.isAlphanumeric($0) }
      }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

extension Character {
  fileprivate var isHarmless: Bool { self != "<" && self != ">" && unicodeScalars.allSatisfy { $0.value >= 0x20 } }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    let start = drop { $0 == " " }
    return start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
  }

  fileprivate var trimmingQuotes: String {
    guard count >= 2, first == "\"", last == "\"" else { return String(self) }
    return String(dropFirst().dropLast())
  }
}
