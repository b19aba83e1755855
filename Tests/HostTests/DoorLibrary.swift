import CAdapterABI
import Foundation
import Testing

/// A small adapter library written in C, compiled where a test wants it.
struct DoorLibrary {
  /// What the table holds, as C; what isn't said is right.
  var size = "sizeof(dragoman_adapter_table)"
  var version = "DRAGOMAN_ADAPTER_VERSION"
  var stamp = "0"
  var manifest = #""{\"name\":\"Sample\",\"version\":\"1.0.0\"}""#
  var create = "0"
  var normalize = "0"
  var render = "0"
  var release = "0"
  /// The exported function's name and what it returns.
  var symbol = DRAGOMAN_ADAPTER_SYMBOL
  var returns = "&table"
  /// More C before the table.
  var code = ""

  /// Whether there is a C compiler to make one.
  static let canCompile = compiler != nil

  private static let compiler = ["cc", "clang", "gcc"].lazy.flatMap { name in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
  }.first { FileManager.default.isExecutableFile(atPath: $0) }

  private static let headers = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appending(path: "../../Sources/CAdapterABI/include").path

  /// Compiles it to `path`, with mode 0755.
  func build(_ path: String) throws {
    let source = path + ".c"
    try Data(text.utf8).write(to: URL(fileURLWithPath: source))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
    process.arguments = ["-shared", "-fPIC", "-I", Self.headers, "-o", path, source]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "the test's own C doesn't compile")
    #expect(chmod(path, 0o755) == 0)
  }

  private var text: String {
    """
    #include "adapter.h"
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    \(code)
    static const dragoman_adapter_table table = {
      \(size), \(version), \(stamp), \(manifest), 0, \(create), \(normalize), \(render), 0, \(release)
    };
    const dragoman_adapter_table *\(symbol)(void) { return \(returns); }

    """
  }

  /// C that leaves a file at `path` as soon as any of the library's code runs.
  static func marking(_ path: String) -> String {
    """
    __attribute__((constructor)) static void mark(void) {
      FILE *file = fopen("\(path)", "w");
      if (file) fclose(file);
    }
    """
  }

  /// C of a `create` that fails with `text`.
  static func failing(_ text: String) -> String {
    """
    static int32_t fail(void *context, const uint8_t *json, size_t count, void **instance, dragoman_buffer *out) {
      out->bytes = (uint8_t *)strdup("\(text)");
      out->count = strlen((const char *)out->bytes);
      return DRAGOMAN_ERROR;
    }
    static void give_back(dragoman_buffer buffer) { free(buffer.bytes); }
    """
  }

  /// C of a `create` that nobody may call.
  static let deadly = """
    static int32_t die(void *context, const uint8_t *json, size_t count, void **instance, dragoman_buffer *out) {
      abort();
    }
    """
}
