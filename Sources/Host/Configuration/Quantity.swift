/// A number with a unit, as `limits:` writes sizes and times.
enum Quantity {
  /// Bytes: `4096`, `64 KiB`, `1 MiB`; nil if it is none.
  static func bytes(_ text: String) -> Int? {
    scaled(text, units: ["": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20])
  }

  /// A time with its unit: `10s`, `250 ms`, `2m`; nil if it is none.
  static func time(_ text: String) -> Duration? {
    scaled(text, units: ["ms": 1, "s": 1000, "m": 60_000]).map { .milliseconds($0) }
  }

  /// A size as people write it.
  static func text(bytes: Int) -> String {
    if bytes > 0, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MiB" }
    return bytes > 0 && bytes % (1 << 10) == 0 ? "\(bytes >> 10) KiB" : "\(bytes)"
  }

  /// A time as people write it.
  static func text(time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    return attoseconds == 0 ? "\(seconds)s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
  }

  private static func scaled(_ text: String, units: [String: Int]) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let number = Int(digits), let factor = units[String(unit)] else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}
