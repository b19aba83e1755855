import Diagnostics
import JSON
import YAML

/// Reads an adapter folder's `adapter.yaml`.
struct AdapterManifestReader {
  let folder: ConfigurationPath
  let file: ConfigurationFile

  /// The manifest; nil, with findings, when anything in it is wrong.
  static func read(_ folder: ConfigurationPath, findings: Findings) -> AdapterManifest? {
    let path = folder.appending(AdapterCatalogue.fileName)
    guard
      let file = ConfigurationFile.open(path, namedBy: nil, findings: findings),
      let fields = file.fields(what: "the adapter's manifest")
    else { return nil }
    let manifest = Self(folder: folder, file: file).read(fields)
    return findings.hasErrors ? nil : manifest
  }

  /// What may stand in an `adapter.yaml`.
  static var shape: Shape {
    .mapping("the adapter's manifest") { fields in
      _ = Self(folder: ConfigurationPath("."), file: .nothing).read(fields)
    }
  }

  private func read(_ fields: Fields) -> AdapterManifest? {
    let name = fields.requiredText("name")
    let idp = fields.requiredText("idp")
    let version = fields.requiredText("version")
    _ = fields.requiredNode("evidence")
    let evidence = fields.choice("evidence", AdapterManifest.Evidence.self)
    let strict = fields.flag("strict")?.value ?? false
    let library = fields.text("library")
    let options = fields.fields("options", what: "'options'").map { OptionDeclarations(file: file).read($0) } ?? []
    let deviations = fields.fields("deviations", what: "'deviations'").map { DeviationReader(file: file).read($0) }
    let mapping = mappingFile(fields)
    let console = fields.texts("console").map(\.value)
    let requests = ConnectionRequestReader(file: file).read(fields)
    fields.finish()
    if let name { check(name) }
    guard let name, let idp, let version, let evidence else { return nil }
    return AdapterManifest(
      folder: folder.path, name: name.value, idp: idp.value, version: version.value, evidence: evidence.value,
      options: options, strict: strict, deviations: deviations ?? [:], library: library?.value, mappingFile: mapping,
      console: console, connectionTest: requests)
  }

  private func check(_ name: Located<String>) {
    guard name.value == folder.name else {
      let fix = "write name: \(folder.name), or rename the folder"
      let message = "the adapter '\(name.value)' lies in a folder named '\(folder.name)'"
      return file.report(message, at: name.range, fix: fix)
    }
    guard let stray = name.value.unicodeScalars.first(where: { !isNameScalar($0) }) else { return }
    file.report("an adapter's name can't hold '\(stray)'", at: name.range, fix: "use letters, digits, '-' and '_'")
  }

  private func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_")
  }

  private func mappingFile(_ fields: Fields) -> String? {
    guard let named = fields.text("mapping") else {
      let usual = folder.appending("mapping.yaml")
      return usual.kind == .file ? usual.path : nil
    }
    let path = folder.appending(named.value)
    guard let reason = path.kind.whyNotFile else { return path.path }
    file.report("'\(path.shown)' can't be read: \(reason)", at: named.range)
    return nil
  }
}
