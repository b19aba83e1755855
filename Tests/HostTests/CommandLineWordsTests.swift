import JSON
import Synchronization
import Testing

@testable import dragoman

/// What is typed and what is printed, without a store.
@Suite("Command line: words")
struct CommandLineWordsTests {
  private func run(_ words: [String]) async throws -> CommandLineHouse.Outcome {
    try await CommandLineHouse().run(words)
  }

  @Test("Every verb has a help that names its flags and ends with 0", arguments: Verbs.all.map(\.name))
  func help(_ name: String) async throws {
    let verb = try #require(Verbs.all.first { $0.name == name })
    let words = name.split(separator: " ").map(String.init)
    for line in [words + ["--help"], words + ["-h"], ["help"] + words] {
      let outcome = try await run(line)
      #expect(outcome.code == 0 && outcome.err.isEmpty)
      #expect(outcome.out.first == verb.summary && outcome.text.contains("dragoman \(name)"))
      #expect((verb.options + Option.common).allSatisfy { outcome.text.contains("--\($0.name)") })
    }
  }

  @Test("A group of verbs lists them", arguments: ["token", "provider", "holds"])
  func groups(_ word: String) async throws {
    for line in [[word, "--help"], ["help", word], [word, "help"]] {
      let outcome = try await run(line)
      #expect(outcome.code == 0)
      #expect(Verbs.seconds(of: word).allSatisfy { outcome.text.contains("dragoman \(word) \($0)") })
    }
    let alone = try await CommandLineHouse().run(word)
    #expect(alone.code == 2 && alone.text.contains("'\(word)' wants one of"))
  }

  @Test("A verb lists those of two words that begin with it")
  func relatives() async throws {
    #expect(try await run(["users", "--help"]).text.contains("dragoman users show"))
  }

  @Test("Nothing at all, and --help", arguments: [[], ["--help"], ["-h"], ["help"]])
  func overview(_ words: [String]) async throws {
    let outcome = try await run(words)
    #expect(outcome.code == (words.isEmpty ? 2 : 0))
    #expect(Verbs.all.allSatisfy { outcome.text.contains("dragoman \($0.name) ") })
  }

  @Test(
    "What means nothing is said with what was meant, exit code 2",
    arguments: [
      ("tokn", "there is no verb 'tokn'", "did you mean 'token'?"),
      ("chek", "there is no verb 'chek'", "did you mean 'check'?"),
      ("frobnicate", "there is no verb 'frobnicate'", "`dragoman --help` lists the verbs"),
      ("token nwe", "there is no verb 'token nwe'", "did you mean 'token new'?"),
      ("users shw ada", "there is no verb 'users shw'", "did you mean 'users show'?"),
      ("users --jsno", "'users' takes no --jsno", "did you mean '--json'?"),
      ("users -json", "'users' takes no -json", "did you mean '--json'?"),
      ("audit --colour", "'audit' takes no --colour", "`dragoman audit --help` lists what it takes"),
      ("--json users", "the verb comes first, then '--json'", "dragoman VERB --json …"),
      ("token new", "'token new' wants PROVIDER", "dragoman token new PROVIDER [--label TEXT] [--expires DATE]"),
      ("token delete acme", "'token delete' wants ID", "dragoman token delete PROVIDER ID"),
      ("token list acme b", "'b' is one word too many", "dragoman token list PROVIDER"),
      ("audit --user --json", "--user wants USER", "dragoman audit"),
      ("audit --user=", "--user wants USER", "dragoman audit"),
      ("audit --refused=yes", "--refused takes no value", ""),
      ("users --json --json", "--json is given twice", ""),
      ("audit --limit many", "--limit takes a whole number, not 'many'", ""),
      ("audit --limit -1", "--limit takes a whole number, not '-1'", ""),
      ("audit --since yesterday", "--since: 'yesterday' is not a time", "write it as 2027-01-31"),
      ("audit --verify --summary", "--summary and --verify are two tasks", ""),
      ("audit --csv --json", "--json and --csv are two forms", ""),
      ("audit --heads x", "--heads goes with --verify", "dragoman audit --verify --heads FILE"),
      ("erase", "'erase' wants --user USER", "ids"),
      ("erase --user ada", "what is erased can't be brought back", "repeat it with --yes"),
      ("serve --listen 8080", "--listen: '8080' is not an address to listen on", "write it as 127.0.0.1:8080"),
      ("serve --listen 0.0.0.0:0", "--listen 0.0.0.0:0 would let plain HTTP leave this machine", "allowInsecureHTTP"),
      ("serve --admin-listen 0.0.0.0:0", "--admin-listen 0.0.0.0:0 would let plain HTTP leave", "ssh or a proxy"),
      ("serve --log-format xml", "--log-format takes text or json, not 'xml'", ""),
      ("provider new Acme --adapter Okta", "'Acme' can't be a provider's name", "lower-case letters"),
      ("provider new new", "'provider new' wants --adapter", "one of Authentik, "),
    ])
  func mistakes(_ line: String, _ message: String, _ fix: String) async throws {
    let words = line.split(separator: " ").map(String.init)
    let outcome = try await run(words)
    #expect(outcome.code == 2 && outcome.out.isEmpty)
    #expect(outcome.text.contains(message), "\(outcome.text)")
    #expect(outcome.text.contains(fix), "\(outcome.text)")
  }

  @Test("With --json a mistake is a JSON line")
  func jsonMistake() async throws {
    let outcome = try await run(["tokn", "--json"])
    #expect(outcome.code == 2)
    let said = try JSON(parsing: try #require(outcome.err.first))
    #expect(said == ["error": "there is no verb 'tokn'", "fix": "did you mean 'token'?"])
  }

  @Test("CSV defuses formulas, quotes what must be, and lets nothing steer a terminal")
  func csv() {
    let cells = ["=1+1", "+1", "-1", "@a", "a,b", "say \"x\"", "\u{1B}[31m", "a\nb", "\u{202E}z", "plain"]
    let expected =
      "'=1+1,'+1,'-1,'@a,\"a,b\",\"say \"\"x\"\"\",\\u{1b}[31m,a\\u{a}b,\\u{202e}z,plain"
    #expect(CSV.line(cells) == expected)
  }

  @Test("A table comes in pages with one head; no cell but the last is cut short of 60")
  func table() async throws {
    let lines = Collected()
    let terminal = Terminal(out: lines.add, err: { _ in }, isInteractive: false, colour: false)
    var table = Table(["A", "B"], terminal)
    table.add([["1", "x\u{1B}]0;t\u{07}"]])
    table.add([["12345", String(repeating: "y", count: 80)]])
    #expect(lines.all == ["A  B", "1  x\\u{1b}]0;t\\u{7}", "12345  " + String(repeating: "y", count: 80)])
  }
}

/// Lines as they come.
private final class Collected: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  @Sendable func add(_ text: String) { lines.withLock { $0.append(text) } }
}
