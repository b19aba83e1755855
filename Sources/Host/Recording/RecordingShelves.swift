internal import Crypto
internal import Directory
internal import Foundation
internal import JSON
internal import Provisioning
internal import Text
internal import Tokens

/// The recorder's files: `recordings/<provider>/refusals.jsonl` and `traffic.jsonl`, one message to a line, for the
/// host's user alone. Called from the recorder's queue only.
struct RecordingShelves: Sendable {
  /// Which of a provider's files.
  enum Shelf: String, Sendable {
    case refusals
    case traffic
  }

  /// What is kept of refusals: this many, and no older than a day.
  static let refusals = 100
  static let refusalAge = Duration.seconds(24 * 3600)
  /// What is kept of all traffic: two files of this many bytes, and no older than a week.
  static let trafficBytes = 16 << 20
  static let trafficAge = Duration.seconds(7 * 24 * 3600)

  let folder: String

  /// Writes a message where it belongs, and makes room for it.
  func keep(_ report: RequestReport, _ recording: RequestRecording, at: String) {
    guard let key = key() else { return }
    let entry = RecordedRequest.json(report, recording, key: key, at: at)
    let provider = report.provider.name
    if recording.isRefusal {
      append(entry, to: file(.refusals, provider))
      trim(provider)
    }
    guard wasOn(provider) else { return }
    append(entry, to: file(.traffic, provider))
    turn(provider)
  }

  /// The messages of a shelf that aren't too old, oldest first.
  func entries(_ shelf: Shelf, of provider: ProviderName?) -> [JSON] {
    let names =
      provider.map { [$0.description] } ?? ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    let age = shelf == .refusals ? Self.refusalAge : Self.trafficAge
    let oldest = Timestamp(milliseconds: Timestamp.now().milliseconds - age.components.seconds * 1000).description
    return names.flatMap { name -> [JSON] in
      let path = "\(folder)/\(name)/\(shelf.rawValue).jsonl"
      let kept = (lines(path + ".1") + lines(path)).filter { ($0["at"]?.string ?? "") >= oldest }
      return shelf == .refusals ? kept.suffix(Self.refusals) : kept
    }.sorted { ($0["at"]?.string ?? "") < ($1["at"]?.string ?? "") }
  }

  func wasOn(_ provider: ProviderName) -> Bool { FileManager.default.fileExists(atPath: mark(provider)) }

  func remember(_ isOn: Bool, _ provider: ProviderName) {
    guard isOn else {
      try? FileManager.default.removeItem(atPath: mark(provider))
      return
    }
    makeFolder(provider.description)
    _ = FileManager.default.createFile(
      atPath: mark(provider), contents: Data(), attributes: [.posixPermissions: 0o600])
  }

  /// Rewrites the refusals once there are twice as many as are kept.
  private func trim(_ provider: ProviderName) {
    let path = file(.refusals, provider)
    let lines = self.lines(path)
    guard lines.count >= 2 * Self.refusals else { return }
    let kept = lines.suffix(Self.refusals).map { $0.description + "\n" }.joined()
    try? Data(kept.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  /// Begins another file of traffic when the one in use is full; the one before goes.
  private func turn(_ provider: ProviderName) {
    let path = file(.traffic, provider)
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let size = attributes?[.size] as? Int, size > Self.trafficBytes else { return }
    _ = rename(path, path + ".1")
  }

  private func file(_ shelf: Shelf, _ provider: ProviderName) -> String {
    "\(folder)/\(provider)/\(shelf.rawValue).jsonl"
  }

  private func mark(_ provider: ProviderName) -> String { "\(folder)/\(provider)/on" }

  private func lines(_ path: String) -> [JSON] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { try? JSON(parsing: Array($0.utf8)) }
  }

  private func append(_ entry: JSON, to path: String) {
    makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().lastPathComponent)
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // What looks like a token goes wherever it was.
    let bytes = Array((TokenSecret.redacted(entry.description) + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  private func makeFolder(_ name: String) {
    try? FileManager.default.createDirectory(
      atPath: "\(folder)/\(name)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// The key of the pseudonyms, made when the first is needed.
  private func key() -> [UInt8]? {
    let path = folder + "/key"
    if let bytes = FileManager.default.contents(atPath: path), bytes.count == 32 { return Array(bytes) }
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let bytes = randomBytes(32)
    let isMade = FileManager.default.createFile(
      atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
    return isMade ? bytes : nil
  }
}
