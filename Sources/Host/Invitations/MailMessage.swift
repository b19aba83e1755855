internal import Foundation
internal import Text

/// A mail as a sendmail-compatible program takes it: header and body (RFC 5322, RFC 2045), lines that end with LF.
struct MailMessage {
  var id: String
  var from: Mailbox
  var to: String
  var subject: String
  var text: String
  var date: Timestamp

  /// The whole message. The text goes as Base64: no line of it can be taken for anything else.
  var bytes: [UInt8] {
    let domain = from.address.split(separator: "@").last.map(String.init) ?? "localhost"
    let head = [
      "Date: \(rfc5322(date))",
      "From: \(HeaderText.mailbox(from))",
      "To: \(to)",
      "Subject: \(HeaderText.unstructured(subject))",
      "Message-ID: <\(id)@\(domain)>",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
    ]
    return Array((head + ["", body, ""]).joined(separator: "\n").utf8)
  }

  /// Lines end with CRLF before they are encoded (RFC 2045 §6.8).
  private var body: String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let data = Data(lines.joined(separator: "\r\n").utf8)
    return data.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
  }

  private func rfc5322(_ time: Timestamp) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
    return formatter.string(from: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000))
  }
}
