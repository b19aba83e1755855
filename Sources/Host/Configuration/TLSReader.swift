import Diagnostics
import Foundation
import YAML

/// Reads `tls:` and looks at the two files it names.
struct TLSReader {
  let file: ConfigurationFile

  /// The two files, as paths that can be opened; nil if either is wrong.
  func read(_ fields: Fields) -> TLSFiles? {
    let certificate = fields.requiredText("certificate").flatMap { pem($0, holding: "CERTIFICATE") }
    let key = fields.requiredText("key").flatMap { pem($0, holding: "PRIVATE KEY") }
    fields.finish()
    if let key { checkMode(key) }
    guard let certificate, let key else { return nil }
    return TLSFiles(certificate: certificate.value.path, key: key.value.path)
  }

  private func pem(_ text: Located<String>, holding label: String) -> Located<ConfigurationPath>? {
    let path = file.path.folder.appending(text.value)
    if let reason = path.kind.whyNotFile {
      file.report("'\(path.shown)' can't be read: \(reason)", at: text.range)
      return nil
    }
    let data = FileManager.default.contents(atPath: path.path) ?? Data()
    guard String(decoding: data.prefix(1 << 20), as: UTF8.self).contains("\(label)-----") else {
      let fix = "name a PEM file that has a line '-----BEGIN \(label)-----'"
      file.report("'\(path.shown)' holds no \(label.lowercased())", at: text.range, fix: fix)
      return nil
    }
    return Located(path, at: text.range)
  }

  private func checkMode(_ key: Located<ConfigurationPath>) {
    var status = stat()
    guard stat(key.value.path, &status) == 0, status.st_mode & 0o007 != 0 else { return }
    let mode = String(status.st_mode & 0o777, radix: 8)
    file.report(
      "others may use the private key '\(key.value.shown)' (mode 0\(mode))", at: key.range,
      fix: "chmod o= \(key.value.shown)")
  }
}
