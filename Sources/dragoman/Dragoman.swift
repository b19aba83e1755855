internal import Diagnostics
internal import Foundation
internal import Host

/// The command line: reads flags, wires the parts, prints.
@main
struct Dragoman {
  static func main() async {
    // A closed pipe is an error of the write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    if CommandLine.arguments.dropFirst().first == AdapterProcess.word { exit(AdapterProcess.run()) }
    let code = await run(Array(CommandLine.arguments.dropFirst()), Terminal.standard)
    exit(code)
  }

  /// Carries out one command line and returns its exit code: 0 fine, 1 errors found, 2 usage.
  static func run(_ words: [String], _ terminal: Terminal) async -> Int32 {
    let json = words.contains("--json")
    do {
      let invocation = try Invocation(words)
      if invocation.wantsHelp {
        terminal.out(Help.text(invocation.verb))
        return 0
      }
      return try await invocation.verb.run(invocation.arguments, terminal)
    } catch let error as UsageError {
      terminal.fail(error.message, fix: error.fix, json: json)
      return 2
    } catch let error as AdminError {
      terminal.fail(error.message, fix: error.fix, json: json)
      return 1
    } catch {
      terminal.fail(String(describing: error), fix: nil, json: json)
      return 1
    }
  }
}

/// A command line that means nothing: exit code 2.
struct UsageError: Error {
  var message: String
  var fix: String?
}
