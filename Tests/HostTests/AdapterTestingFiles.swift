import AdapterTesting
import Diagnostics
import Foundation
import Testing
import YAML

@Suite("Exchange files and the story read without findings")
struct AdapterTestingFiles {
  @Test("an exchange file reads", arguments: Repository.exchangeFiles)
  func exchangeFile(_ path: String) throws {
    let file = try read(path) { try ExchangeFile.load($0, shownAs: path) }
    #expect(!file.exchanges.isEmpty)
    #expect(!file.facts.isEmpty)
  }

  @Test("there are enough of them", arguments: [("EntraID", 14), ("Okta", 14), ("Standard", 8)])
  func number(_ adapter: String, _ least: Int) {
    #expect(Repository.exchangeFiles.filter { $0.hasPrefix("Plugins/\(adapter)/") }.count >= least)
  }

  @Test("every step is told", arguments: Repository.stories)
  func story(_ path: String) throws {
    let story = try read(path) { try Story.load($0, shownAs: path, adapter: "Sample") }
    #expect(story.steps.map(\.name) == story.plot.steps && story.steps.allSatisfy { !$0.exchanges.isEmpty })
  }

  @Test("addresses are of example domains", arguments: Repository.exchangeFiles + Repository.stories)
  func exampleDomains(_ path: String) throws {
    let text = try String(contentsOfFile: "\(Repository.root)/\(path)", encoding: .utf8)
    for match in text.lowercased().matches(of: /(?:@|%40|:\/\/)([a-z0-9.-]+)/) where match.1 != "schemas.microsoft.com"
    {
      #expect(match.1.hasSuffix(".example"), "\(match.0)")
    }
  }

  private func read<Value>(_ path: String, _ load: (String) throws -> Value) throws -> Value {
    do { return try load("\(Repository.root)/\(path)") } catch let diagnostics as Diagnostics {
      Issue.record("\(diagnostics.rendered)")
      throw diagnostics
    }
  }
}
