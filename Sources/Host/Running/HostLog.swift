internal import Directory
public import Foundation
public import JSON
internal import Provisioning
internal import Text
internal import Tokens

/// How log lines are written.
public enum LogFormat: String, Sendable, CaseIterable {
  /// `2026-01-31T12:00:00.000Z info …`, for people.
  case text
  /// One JSON object to a line.
  case json
}

/// The one place where log lines leave the host: whole lines, no control characters, no token ever.
public final class HostLog: Sendable {
  /// How much a line matters.
  public enum Level: String, Sendable {
    case info
    case warning
    case error
  }

  /// A log that keeps nothing: for hosts that live for the length of a rehearsal.
  public static let silent = HostLog(.text, output: FileHandle(forWritingAtPath: "/dev/null") ?? .standardError)

  private let format: LogFormat
  private let output: LineOutput

  /// A log on standard error, or on the given file.
  public init(_ format: LogFormat, output: FileHandle = .standardError) {
    self.format = format
    self.output = LineOutput(output)
  }

  /// Writes one line: a message and named values.
  public func write(_ level: Level, _ message: String, _ values: [(name: String, value: JSON)] = []) {
    let values = values.filter { !$0.value.isNull }
    let line = format == .json ? json(level, message, values) : text(level, message, values)
    var bytes = Array(TokenSecret.redacted(line).utf8)
    bytes.append(UInt8(ascii: "\n"))
    // Whoever reads that it failed may have ended the process.
    output.write(bytes, urgent: level == .error)
  }

  private func json(_ level: Level, _ message: String, _ values: [(name: String, value: JSON)]) -> String {
    var object: JSONObject = [
      "at": .string(Timestamp.now().description), "level": .string(level.rawValue), "message": .string(message),
    ]
    for (name, value) in values { object[name] = value }
    return JSON.object(object).description
  }

  private func text(_ level: Level, _ message: String, _ values: [(name: String, value: JSON)]) -> String {
    var line = "\(Timestamp.now()) \(level.rawValue) \(message.printable)"
    for (name, value) in values {
      line += " "
      line += name
      line += "="
      line += Self.shown(value)
    }
    return line
  }

  /// A value of one word as it is, any other in quotes.
  private static func shown(_ value: JSON) -> String {
    guard let text = value.string, !text.isEmpty, !text.utf8.contains(where: { $0 == 0x20 || $0 == 0x22 }) else {
      return value.description.printableJSON
    }
    return text.printable
  }
}

extension HostLog {
  /// `12.34`, without a formatter: there is one in every line.
  private static func hundredths(_ value: Double) -> String {
    let whole = Int((min(max(value, 0), 1e9) * 100).rounded())
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }

  /// The line of an answered request.
  func write(_ report: RequestReport) {
    var values: [(name: String, value: JSON)] = [
      ("request", .string(report.requestID)), ("provider", .string(report.provider.name.description)),
      ("operation", .string(report.operation)), ("line", .string(report.line)), ("status", JSON(report.status)),
      ("ms", .string(Self.hundredths(report.milliseconds))), ("remote", .string(report.remote)),
    ]
    if let token = report.tokenID { values.append(("token", .string(token))) }
    if !report.notes.isEmpty { values.append(("notes", .array(report.notes.map { .string($0) }))) }
    if let cause = report.cause { values.append(("cause", .string(cause))) }
    let level: Level = report.status >= 500 ? .error : report.status >= 400 ? .warning : .info
    write(level, "request", values)
  }
}
