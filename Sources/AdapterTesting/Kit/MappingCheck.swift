import Diagnostics
import Foundation
import Host

/// The default mapping reads, and its examples come out as they say.
enum MappingCheck {
  static func run(_ folder: AdapterFolder) throws -> ConformanceCheck {
    let name = "mapping"
    guard let manifest = folder.manifest else { return ConformanceCheck(skipping: name, "the manifest is broken") }
    guard manifest.mappingFile != nil else {
      let fix = "write \(folder.shown)/mapping.yaml, or name one in adapter.yaml: mapping: FILE"
      let fault = Diagnostic("the adapter has no default mapping", fix: fix)
      return ConformanceCheck(name, "none", faults: [Mismatch(diagnostic: fault)])
    }
    let directory = try FreshHost.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let file = try FreshHost.write(folder.name, folder.path, in: directory)
    let (configuration, diagnostics) = HostConfiguration.load(file)
    guard let configuration else { return ConformanceCheck(name, "it can't be read", faults: diagnostics.errors) }
    let (count, failed) = configuration.runExamples()
    return ConformanceCheck(name, counted(count, "example"), faults: diagnostics.errors + failed.errors)
  }
}

/// `1 file`, `2 files`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
