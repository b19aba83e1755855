internal import Foundation
public import JSON
internal import Text

/// Where a resource stands in a sorted list; it can be handed out as JSON and come back.
public struct SortPlace: Sendable, Hashable {
  let key: SortKey
  /// The resource's id, which orders those that are alike.
  public let id: String

  /// The place as JSON.
  public var json: JSON { ["id": .string(id), "key": key.json] }

  init(key: SortKey, id: String) {
    self.key = key
    self.id = id
  }

  /// Reads a place; nil for what isn't one.
  public init?(_ json: JSON) {
    guard let id = json["id"]?.string, let key = json["key"].flatMap(SortKey.init) else { return nil }
    self.init(key: key, id: id)
  }
}

/// What resources are sorted by.
enum SortKey: Sendable, Hashable {
  case number(JSONNumber)
  case instant(Timestamp)
  case text(String)
  case none

  /// Of a longer text this much decides, so that a place isn't longer than a request may be.
  private static let most = 256

  init(_ value: JSON?, comparedBy rule: ComparisonRule) {
    switch value?.array?.first ?? value {
    case .bool(let flag)?: self = .number(JSONNumber(flag ? 1 : 0))
    case .number(let number)?: self = .number(number)
    case .string(let text)?:
      if rule.kind == .dateTime, let instant = Timestamp(text) {
        self = .instant(instant)
      } else {
        self = .text(Self.clipped(rule.caseExact ? text : fold(text)))
      }
    case .null?, .array?, .object?, nil: self = .none
    }
  }

  private static func clipped(_ text: String) -> String {
    guard text.utf8.count > most else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
  }

  private var rank: Int {
    switch self {
    case .number: 0
    case .instant: 1
    case .text: 2
    case .none: 3
    }
  }

  /// The order of two keys; what has no value comes last.
  func compared(to other: SortKey) -> ComparisonResult {
    switch (self, other) {
    case (.number(let x), .number(let y)): compare(x, y)
    case (.instant(let x), .instant(let y)): order(x, y)
    case (.text(let x), .text(let y)): order(x, y)
    default: rank == other.rank ? .orderedSame : rank < other.rank ? .orderedAscending : .orderedDescending
    }
  }
}

extension SortKey {
  fileprivate var json: JSON {
    switch self {
    case .number(let number): ["number": .number(number)]
    case .instant(let instant): ["instant": .string(instant.description)]
    case .text(let text): ["text": .string(text)]
    case .none: [:]
    }
  }

  fileprivate init?(_ json: JSON) {
    guard let object = json.object else { return nil }
    if let number = object["number"]?.number {
      self = .number(number)
    } else if let instant = object["instant"]?.string.flatMap({ Timestamp($0) }) {
      self = .instant(instant)
    } else if let text = object["text"]?.string {
      self = .text(text)
    } else {
      self = .none
    }
  }
}
