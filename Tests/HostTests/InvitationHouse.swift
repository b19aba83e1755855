import Foundation
import HTTP
import Host
import JSON
import Synchronization
import Text

/// A program that takes mails as sendmail does and keeps them in a folder.
final class FakeSendmail: Sendable {
  let folder = NSTemporaryDirectory() + "dragoman-mail-" + UUID().uuidString
  var program: String { folder + "/sendmail" }

  init(_ body: String = "cat > \"$dir/mails/$(date +%s%N)\"") throws {
    try FileManager.default.createDirectory(atPath: folder + "/mails", withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
      dir="$(dirname "$0")"
      echo "$# $*" >> "$dir/arguments"
      if test -f "$dir/status"; then echo "not now, ada@example.org" >&2; exit "$(cat "$dir/status")"; fi
      \(body)

      """
    try Data(script.utf8).write(to: URL(fileURLWithPath: program))
    Self.waitForWriters(of: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
  }

  /// What another thread starts at this moment holds the file that we wrote for an instant, and it couldn't be run: a lease
  /// is given once nobody does.
  private static func waitForWriters(of path: String) {
    #if os(Linux)
      let (setLease, readLease, unlock) = (Int32(1024), Int32(0), Int32(2))
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      defer { close(descriptor) }
      for _ in 0..<1000 where fcntl(descriptor, setLease, readLease) != 0 { usleep(1000) }
      _ = fcntl(descriptor, setLease, unlock)
    #endif
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What the program ends with instead of taking mails.
  func refuse(_ status: Int32?) throws {
    try? FileManager.default.removeItem(atPath: folder + "/status")
    if let status { try "\(status)".write(toFile: folder + "/status", atomically: true, encoding: .utf8) }
  }

  /// The mails, in the order in which they came.
  var mails: [FakeMail] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder + "/mails").sorted().map {
        FakeMail(try String(contentsOfFile: folder + "/mails/" + $0, encoding: .utf8))
      }
    }
  }

  /// The number of arguments and the arguments of each run.
  var runs: [String] {
    let text = (try? String(contentsOfFile: folder + "/arguments", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }
}

/// A mail that was handed over.
struct FakeMail {
  let raw: String
  /// The lines of the header.
  let head: [String]
  /// The body, decoded.
  let text: String

  init(_ raw: String) {
    self.raw = raw
    let parts = raw.components(separatedBy: "\n\n")
    head = parts[0].replacing("\n ", with: " ").components(separatedBy: "\n")
    let data = Data(base64Encoded: parts.dropFirst().joined(), options: .ignoreUnknownCharacters) ?? Data()
    text = String(decoding: data, as: UTF8.self)
  }

  func header(_ name: String) -> String? {
    head.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
  }
}

/// An HTTP endpoint that remembers what is posted and answers as it is told.
final class FakeEndpoint: HTTPHandler {
  private let seen = Mutex<[HTTPRequest]>([])
  private let reply = Mutex<HTTPResponse>(HTTPResponse(status: 204))

  var requests: [HTTPRequest] { seen.withLock { $0 } }

  func answers(_ status: Int, _ headers: [(name: String, value: String)] = []) {
    reply.withLock { $0 = HTTPResponse(status: status, headers: headers, body: .bytes(Array("no".utf8))) }
  }

  func admit(_ head: HTTPHead) -> HTTPAdmission { .accept(bodyLimit: 1 << 20) }

  func answer(_ request: HTTPRequest) -> HTTPAnswer {
    seen.withLock { $0.append(request) }
    return .now(reply.withLock { $0 })
  }

  func refusal(_ reason: HTTPRefusal, _ head: HTTPHead?) -> HTTPResponse { HTTPResponse(status: reason.status) }
}

extension TestProvider {
  /// A provider that invites by a program; `more` are further lines of `autoInvite:`.
  static func inviting(_ sendmail: FakeSendmail, _ more: String...) -> TestProvider {
    let lines = more.map { "    \($0)\n" }.joined()
    return TestProvider(
      yaml: """
        settings:
          autoInvite:
            sendmail: \(sendmail.program)
            from: Example IT <it@example.org>
            subject: Welcome, ${displayName:-friend}
            text: |
              Dear ${givenName:-colleague},
              your account is ${userName}.
        \(lines)
        """)
  }
}

extension User {
  static func mail(_ address: String) -> JSONObject { ["emails": [["value": .string(address), "primary": true]]] }
}

extension TestHost {
  /// Sends what is due so many minutes from now.
  func deliver(minutes: Int64) async {
    await host.invitations.run(at: Timestamp(milliseconds: Timestamp.now().milliseconds + minutes * 60_000))
  }

  /// The states of the invitations, by user name.
  func invitations() async throws -> [String: String] {
    let rows = try await perform("invite.list")["invitations"]?.array ?? []
    let pairs = rows.map { ($0["user"]?.string ?? "", $0["state"]?.string ?? "") }
    return Dictionary(pairs) { "\($0), \($1)" }
  }
}
