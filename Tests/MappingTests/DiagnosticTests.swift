import Diagnostics
import Foundation
import Testing
import YAML

@testable import Mapping

@Suite struct DiagnosticTests {
  /// What is said about a sample, examples run; `RECORD_SAMPLES=1` writes it down for a reviewer's eyes.
  @Test(arguments: Samples.names)
  func golden(_ name: String) throws {
    let file = name.hasPrefix("design") ? "config/providers/contoso-entra.yaml" : "\(name).yaml"
    let (mapping, findings) = try readOrReport(Samples.text("\(name).yaml"), file: file)
    _ = mapping?.runExamples(findings)
    let said = findings.sorted().all.map { $0.rendered() }.joined(separator: "\n\n") + "\n"
    let expected = Samples.folder.appending(path: "\(name).expected")
    if ProcessInfo.processInfo.environment["RECORD_SAMPLES"] != nil {
      try said.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(try said == Samples.text("\(name).expected"))
    #expect(!findings.all.isEmpty)
  }

  @Test func thereAreSamples() { #expect(Samples.names.count >= 25) }

  @Test func theDesignsExampleToTheLetter() throws {
    let (_, findings) = try readMapping(
      Samples.text("design-unquoted-value.yaml"), file: "config/providers/contoso-entra.yaml")
    #expect(
      findings.all.map { $0.rendered() } == [
        """
        config/providers/contoso-entra.yaml:10:35: error: 'work' is not a value that an attribute can be compared with
         10 |       email: lower(emails[type eq work].value)
            |                                   ^^^^
            = fix: quote it: emails[type eq "work"].value
            = see: RFC 7644 §3.4.2.2
        """
      ])
  }

  /// What isn't YAML at all is said by its reader.
  private func readOrReport(_ text: String, file: String) throws -> (AttributeMapping?, Findings) {
    do {
      return try readMapping(text, file: file)
    } catch let error as Diagnostics {
      let findings = Findings()
      findings.report(error)
      return (nil, findings)
    }
  }
}
