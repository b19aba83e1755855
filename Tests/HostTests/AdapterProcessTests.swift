import AdapterTesting
import Foundation
import JSON
import Testing

@testable import Host

/// A provider whose library runs in child processes: what goes wrong in it costs one request.
@Suite("An isolated adapter", .serialized, .enabled(if: DoorLibrary.canCompile, "no C compiler (cc)"))
struct AdapterProcessTests {
  /// Does by the request's query what a broken library might.
  private static let code = """
    #include <unistd.h>
    static int has(const uint8_t *bytes, size_t count, const char *word) {
      return memmem(bytes, count, word, strlen(word)) != 0;
    }
    static int32_t read_it(void *instance, const uint8_t *bytes, size_t count, dragoman_buffer *out) {
      if (has(bytes, count, "x=trap")) __builtin_trap();
      if (has(bytes, count, "x=spin")) for (;;) __asm__ volatile("");
      if (has(bytes, count, "x=exit")) _exit(0);
      if (has(bytes, count, "x=null")) return DRAGOMAN_OK;
      if (has(bytes, count, "x=garbage")) { out->bytes = (uint8_t *)strdup("garbage!"); out->count = 8; return DRAGOMAN_OK; }
      if (has(bytes, count, "x=latin")) { out->bytes = (uint8_t *)strdup("\\xff\\xfe"); out->count = 2; return DRAGOMAN_ERROR; }
      if (has(bytes, count, "x=huge")) { out->bytes = calloc(100, 1 << 20); out->count = 100 << 20; return DRAGOMAN_OK; }
      return DRAGOMAN_UNCHANGED;
    }
    static void give_back(dragoman_buffer buffer) { free(buffer.bytes); }
    """

  @Test("Traps, loops and bad answers cost one request each; the others are served meanwhile")
  func broken() async throws {
    let tree = try ConfigurationTree([
      SampleFile(
        name: "Plugins/Sample/adapter.yaml",
        text: SampleFile.valid[2].text.replacing("deviations:", with: "library: ./libSample.so\ndeviations:"))
    ])
    try DoorLibrary(normalize: "read_it", release: "give_back", code: "#define _GNU_SOURCE\n" + Self.code)
      .build(tree.path("Plugins/Sample/libSample.so"))
    let mapping = "mapping: { users: { attributes: { userName: userName } } }\n"
    try await TestHost.run(
      [
        TestProvider(name: "caged", adapter: "Sample", yaml: mapping + "isolation: process"),
        TestProvider(name: "free", adapter: "Sample", yaml: mapping),
      ], adapters: tree.path("Plugins")
    ) { host in
      let (caged, free) = (try await host.client("caged"), try await host.client("free"))
      async let spinning = caged.send("GET", "/Users?x=spin")
      for word in ["trap", "exit", "null", "garbage", "latin", "huge"] {
        #expect(try await caged.send("GET", "/Users?x=\(word)").status == 500, "\(word)")
        #expect(try await caged.send("GET", "/Users").status == 200, "after \(word)")
        #expect(try await free.send("GET", "/Users").status == 200, "beside \(word)")
      }
      #expect(try await spinning.status == 500)
      #expect(try await caged.send("GET", "/Users").status == 200)
      let status = try await host.perform("provider.status").array?.first { $0["name"] == "caged" }
      #expect(status?["health"] == "ok" && (status?["restarts"]?.integer ?? 0) >= 3)
    }
  }
}
