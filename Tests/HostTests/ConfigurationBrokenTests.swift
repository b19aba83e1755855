import Diagnostics
import Host
import Testing

/// What is said of broken configurations, word for word: one file under `Samples/broken` each.
@Suite("Broken configurations")
struct ConfigurationBrokenTests {
  @Test("Every mistake is shown with its place, a caret and a fix", arguments: BrokenSample.all)
  func says(_ sample: BrokenSample) throws {
    // shows 7644-1.3-a 7644-7.2-a 7644-7.4-b
    let tree = try ConfigurationTree(sample.files)
    #expect(tree.rendered() == sample.expected)
  }

  @Test("An error keeps the configuration from coming into force", arguments: BrokenSample.all)
  func refuses(_ sample: BrokenSample) throws {
    let (configuration, diagnostics) = try ConfigurationTree(sample.files).load()
    #expect(diagnostics.hasErrors && configuration == nil)
  }

  @Test("The samples are there")
  func samples() { #expect(BrokenSample.all.count >= 60) }

  @Test("The configuration under the samples is right")
  func valid() throws {
    let (configuration, diagnostics) = try ConfigurationTree().load()
    #expect(diagnostics.all.isEmpty && configuration != nil)
  }

  @Test("A main file that isn't there")
  func missing() {
    let (configuration, diagnostics) = HostConfiguration.load("nowhere/dragoman.yaml")
    #expect(configuration == nil)
    #expect(
      diagnostics.all.map { $0.rendered() } == [
        """
        error: 'nowhere/dragoman.yaml' can't be read: No such file or directory
            = fix: name the configuration's file with --config
        """
      ])
  }

  @Test("A folder in place of the main file")
  func folder() throws {
    let tree = try ConfigurationTree()
    let (configuration, diagnostics) = HostConfiguration.load(tree.path("config"))
    #expect(configuration == nil)
    #expect(tree.rendered(diagnostics).hasPrefix("error: 'config' can't be read: it is a folder"))
  }
}
