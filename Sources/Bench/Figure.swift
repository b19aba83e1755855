internal import Foundation
internal import JSON

/// One measured ratio or figure, its aim, and what it is made of.
struct Figure: Sendable {
  enum Aim: Sendable {
    case atLeast(Double)
    case atMost(Double)

    var text: String {
      switch self {
      case .atLeast(let bound): "≥ \(bound.short)"
      case .atMost(let bound): "≤ \(bound.short)"
      }
    }

    func isMet(by value: Double) -> Bool {
      switch self {
      case .atLeast(let bound): value >= bound
      case .atMost(let bound): value <= bound
      }
    }
  }

  var name: String
  var value: Double
  var unit = ""
  var aim: Aim
  /// The measurements behind it.
  var parts: [(name: String, value: Double)]

  var json: JSON {
    [
      "name": .string(name), "value": .string(value.short), "unit": .string(unit), "aim": .string(aim.text),
      "met": .bool(aim.isMet(by: value)),
      "parts": .object(JSONObject(parts.map { ($0.name, JSON.string($0.value.short)) })),
    ]
  }

  var line: String {
    let detail = parts.map { "\($0.name) \($0.value.short)" }.joined(separator: ", ")
    let mark = aim.isMet(by: value) ? "met   " : "MISSED"
    return "\(mark)  \(name): \(value.short)\(unit) (aim \(aim.text))  [\(detail)]"
  }
}

extension Double {
  /// Three digits that matter.
  var short: String { self >= 100 ? String(format: "%.0f", self) : String(format: "%.3g", self) }
}
