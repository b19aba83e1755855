import Foundation

/// An adapter whose library does, when a request asks for it, what a broken library might.
enum WildLibrary {
  /// The words that a request's query may ask by, and what the log then says.
  static let misdeeds: [(word: String, cause: String)] = [
    ("trap", "ended by signal"), ("abort", "ended by signal 6"), ("overflow", "ended by signal 11"),
    ("exit", "ended with code 3"), ("hoard", "ended by signal 6"),
    ("null", "a frame of 6 bytes was expected, 0 came"), ("garbage", "a frame of"), ("endless", "a frame of"),
    ("latin", "\u{FFFD}\u{FFFD} no UTF-8"), ("text", "a text isn't UTF-8"), ("huge", "a frame of 104857600 bytes"),
    ("strange", "a frame of kind 9 came"),
  ]

  /// Writes the adapter's folder; its code also says no when it is shown who may come in.
  static func write(in plugins: String, name: String = "Wild") throws {
    let folder = "\(plugins)/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let manifest = "name: \(name)\nidp: \(name) IdP\nversion: 1.0.0\nevidence: inferred\nlibrary: lib\(name).so\n"
    try manifest.write(toFile: folder + "/adapter.yaml", atomically: true, encoding: .utf8)
    let mapping = "users:\n  attributes: { userName: userName }\ngroups:\n  attributes: { displayName: displayName }\n"
    try mapping.write(toFile: folder + "/mapping.yaml", atomically: true, encoding: .utf8)
    try DoorLibrary(
      manifest: #""{\"name\":\"\#(name)\",\"version\":\"1.0.0\"}""#, normalize: "read_it", render: "write_it",
      release: "give_back", code: code
    ).build("\(folder)/lib\(name).so")
  }

  private static let code = #"""
    #include <unistd.h>
    static int has(const uint8_t *bytes, size_t count, const char *word) {
      size_t length = strlen(word);
      for (size_t at = 0; at + length <= count; at++) if (memcmp(bytes + at, word, length) == 0) return 1;
      return 0;
    }
    static int32_t give(dragoman_buffer *out, int32_t code, const void *bytes, size_t count) {
      out->bytes = malloc(count);
      memcpy(out->bytes, bytes, count);
      out->count = count;
      return code;
    }
    static int deeper(volatile int depth) { volatile char room[4096]; room[0] = depth; return deeper(depth + 1) + room[0]; }
    static int32_t act(const uint8_t *bytes, size_t count, dragoman_buffer *out) {
      if (has(bytes, count, "x=trap")) __builtin_trap();
      if (has(bytes, count, "x=abort")) { fputs("the wild one gives up\n", stderr); abort(); }
      if (has(bytes, count, "x=overflow")) return deeper(0);
      if (has(bytes, count, "x=exit")) _exit(3);
      if (has(bytes, count, "x=spin")) for (;;) __asm__ volatile("");
      if (has(bytes, count, "x=sleep")) for (;;) sleep(1000);
      if (has(bytes, count, "x=hoard"))
        for (;;) {
          char *more = malloc(8 << 20);
          if (!more) abort();
          memset(more, 1, 8 << 20);
    #ifdef __APPLE__
          abort();  // nothing there bounds what a process may write to
    #endif
        }
      if (has(bytes, count, "x=null")) return DRAGOMAN_OK;
      if (has(bytes, count, "x=garbage")) return give(out, DRAGOMAN_OK, "garbage!", 8);
      if (has(bytes, count, "x=endless")) { give(out, DRAGOMAN_OK, "garbage!", 8); out->count = (size_t)-1; return DRAGOMAN_OK; }
      if (has(bytes, count, "x=latin")) return give(out, DRAGOMAN_ERROR, "\xff\xfe no UTF-8", 11);
      if (has(bytes, count, "x=text")) return give(out, DRAGOMAN_OK, "\x08\0\0\0\x01\x01\x02\0\0\0\xff\xfe", 12);
      if (has(bytes, count, "x=strange")) return give(out, DRAGOMAN_OK, "\x02\0\0\0\x01\x09", 6);
      if (has(bytes, count, "x=huge")) { out->bytes = calloc(100, 1 << 20); out->count = 100 << 20; return DRAGOMAN_OK; }
      return DRAGOMAN_UNCHANGED;
    }
    static int is_told(const uint8_t *bytes, size_t count) {
      return has(bytes, count, "dgms_") || has(bytes, count, "uthorization") || has(bytes, count, "ookie");
    }
    static int32_t read_it(void *instance, const uint8_t *bytes, size_t count, dragoman_buffer *out) {
      if (is_told(bytes, count)) return give(out, DRAGOMAN_ERROR, "it was told a secret", 20);
      if (has(bytes, count, "x=header") && !has(bytes, count, "X-Seen")) return give(out, DRAGOMAN_ERROR, "no header", 9);
      if (has(bytes, count, "BulkRequest") || has(bytes, count, "late=")) return DRAGOMAN_UNCHANGED;
      return act(bytes, count, out);
    }
    static int32_t write_it(void *instance, const uint8_t *response, size_t response_count, const uint8_t *bytes,
                            size_t count, dragoman_buffer *out) {
      if (is_told(bytes, count)) return give(out, DRAGOMAN_ERROR, "it was told a secret", 20);
      return has(bytes, count, "late=") ? act(bytes, count, out) : DRAGOMAN_UNCHANGED;
    }
    static void give_back(dragoman_buffer buffer) { free(buffer.bytes); }
    """#
}
