/// What a library and its host must share: Swift has no stable ABI on Linux, and the frames' code is compiled into both.
public enum AdapterStamp {
  /// The compiler's version and the target, as this module was built: `swift-6.3 linux-x86_64`.
  ///
  /// Host and library compile this very function, so that a library built by another compiler says something else.
  public static var current: String { "\(compiler) \(system)-\(architecture)" }

  private static var compiler: String {
    #if compiler(>=6.6)
      "swift-6.6+"
    #elseif compiler(>=6.5)
      "swift-6.5"
    #elseif compiler(>=6.4)
      "swift-6.4"
    #elseif compiler(>=6.3.3)
      "swift-6.3.3+"
    #elseif compiler(>=6.3.2)
      "swift-6.3.2"
    #elseif compiler(>=6.3.1)
      "swift-6.3.1"
    #elseif compiler(>=6.3)
      "swift-6.3"
    #else
      "swift-6.2"
    #endif
  }

  private static var system: String {
    #if os(Linux)
      "linux"
    #elseif os(macOS)
      "macos"
    #else
      "other"
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }
}
