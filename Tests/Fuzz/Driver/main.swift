import Foundation
import FuzzTargets

/// libFuzzer's entry for programs that have a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ run: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// By the environment, since libFuzzer starts itself anew with its own arguments when it merges corpora.
private enum Chosen {
  static let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  static let target = FuzzTarget.named(name)
}

private func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

guard Chosen.target != nil else {
  say("FUZZ_TARGET is one of: " + FuzzTarget.all.map(\.name).joined(separator: ", "))
  exit(2)
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(
  runDriver(&count, &arguments) { start, length in
    do { try Chosen.target?.check(Array(UnsafeBufferPointer(start: start, count: length))) } catch {
      say("must not be: \(error)")
      abort()
    }
    return 0
  })
