import Foundation
import Host
import JSON
import Testing

@Suite(
  "When the directory can't follow: an answer that can't be rendered", .serialized,
  .enabled(if: DoorLibrary.canCompile, "no C compiler (cc) to make a library with"))
struct DirectoryRenderingTests {
  /// An adapter whose library reads every request as it is and fails at every answer.
  private static func plugin(in folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder + "/Mute", withIntermediateDirectories: true)
    let manifest = "name: Mute\nidp: Mute IdP\nversion: 1.0.0\nevidence: inferred\nlibrary: libMute.so\n"
    try manifest.write(toFile: folder + "/Mute/adapter.yaml", atomically: true, encoding: .utf8)
    let mapping = "users:\n  attributes: { userName: userName }\ngroups:\n  attributes: { displayName: displayName }\n"
    try mapping.write(toFile: folder + "/Mute/mapping.yaml", atomically: true, encoding: .utf8)
    let code = """
      static int32_t fail(void *instance, const uint8_t *response, size_t response_count, const uint8_t *request,
                          size_t request_count, dragoman_buffer *out) {
        out->bytes = (uint8_t *)"no words";
        out->count = strlen("no words");
        return DRAGOMAN_ERROR;
      }
      """
    try DoorLibrary(manifest: #""{\"name\":\"Mute\",\"version\":\"1.0.0\"}""#, render: "fail", code: code)
      .build(folder + "/Mute/libMute.so")
  }

  @Test("The RFC's form is sent, the change is applied, the failure is logged")
  func rfcForm() async throws {
    let folder = NSTemporaryDirectory() + "dragoman-mute-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.plugin(in: folder)
    let file = folder + "/log"
    try #require(FileManager.default.createFile(atPath: file, contents: nil))
    let log = HostLog(.json, output: try #require(FileHandle(forWritingAtPath: file)))
    try await TestHost.run([TestProvider(adapter: "Mute")], adapters: folder, log: log) { host in
      let idp = try await host.client()
      let made = try await idp.send("POST", "/Users", User.of("ada@example.org"))
      #expect(made.status == 201)
      #expect(made.body["userName"] == "ada@example.org")
      #expect(made.header("Location") == made.body["meta"]?["location"]?.string)
      let id = made.body["id"]?.string ?? ""
      #expect(try await host.user(id)["state"] == "active")
      #expect(try await host.lastEntry()["directory"]?["effect"] == "applied")
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      let line = try #require(lines.first { $0.contains("create") })
      #expect(line.contains("could not render the answer") && line.contains("no words"), "\(line)")
    }
  }
}
