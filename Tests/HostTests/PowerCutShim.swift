#if os(Linux)
  import Foundation
  import Testing

  /// `Samples/powercut.c`, compiled once for all tests of this run.
  enum PowerCutShim {
    /// The shared library to load before libc; nil where there is no C compiler.
    static let path: String? = build()

    static let isMissing: Comment = "SKIPPED: no C compiler (cc) to make the power cut with"

    private static let library = NSTemporaryDirectory() + "powercut-\(getpid()).so"

    private static func build() -> String? {
      let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Samples/powercut.c"
      let arguments = ["-Wall", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl", "-lpthread"]
      guard let compiler = PowerCutProcess.find("cc"),
        let process = try? PowerCutProcess(compiler, arguments, output: library + ".log"), process.wait() == 0
      else { return nil }
      unlink(library + ".log")
      atexit { unlink(PowerCutShim.library) }
      return library
    }
  }
#endif
