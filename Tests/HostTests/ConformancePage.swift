/// The page of the manual that says which test shows which requirement of the RFCs.
enum ConformancePage {
  /// How many requirements there are, how many a test shows, how many we meet otherwise, how many don't arise.
  struct Count: Equatable {
    var all = 0
    var shown = 0
    var differing = 0
    var outside = 0
  }

  static func count() throws -> Count {
    let shown = try ConformanceTags.all()
    return try ConformanceRequirement.all().flatMap(\.requirements).reduce(into: Count()) { count, requirement in
      count.all += 1
      switch requirement.reason {
      case .differs: count.differing += 1
      case .outside: count.outside += 1
      case nil: count.shown += shown[requirement.id] == nil ? 0 : 1
      }
    }
  }

  /// The whole page, in Markdown.
  static func text() throws -> String {
    let (shown, count) = (try ConformanceTags.all(), try count())
    let tables = try ConformanceRequirement.all().map { rfc, requirements in
      let rows = requirements.map { row($0, shown[$0.id] ?? []) }
      return
        (["## \(rfc)", "", "| requirement | level | what | shown by, or why not |", "| --- | --- | --- | --- |"] + rows)
        .joined(separator: "\n")
    }
    return head(count) + tables.joined(separator: "\n\n") + "\n"
  }

  private static func head(_ count: Count) -> String {
    """
    # Conformance

    What RFC 7643 and RFC 7644 require of a service provider, and the test that shows it.

    Every MUST, SHALL, REQUIRED, SHOULD and RECOMMENDED, with its negations, in our words; what binds clients, authors of
    schemas and IANA alone is left out. Of \(count.all) requirements tests show **\(count.shown)**; **\(count.differing)** we
    meet otherwise, each with its reason; \(count.outside) don't arise, since what they are about isn't offered. It holds
    for a provider whose adapter keeps to the RFCs (`Standard`); where the dialect of another departs from them, its
    manual says so, line by line.

    Made from `Tests/HostTests/Samples/rfc-requirements.yaml` and the comments `// shows …` in the tests.


    """
  }

  private static func row(_ requirement: ConformanceRequirement, _ tests: [String]) -> String {
    let last =
      switch requirement.reason {
      case .differs(let why): "**differs**: " + why
      case .outside(let why): "*doesn't arise*: " + why
      case nil: tests.map { "`\($0)`" }.joined(separator: ", ")
      }
    let cells = [requirement.id, requirement.level, requirement.text, last].map { $0.replacing("|", with: "\\|") }
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
