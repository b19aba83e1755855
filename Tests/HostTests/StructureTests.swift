import Foundation
import Testing

/// The rules of the house that the compiler doesn't hold us to.
@Suite("The repository's structure")
struct StructureTests {
  /// Every file of the product and its adapters, by its path in the repository.
  static let sources = Markdown.files(under: ["Sources", "Plugins"]) {
    [".swift", ".h", ".c", ".md", ".yaml"].contains(where: $0.hasSuffix)
  }

  @Test("The top level is what it is, and hidden files")
  func topLevel() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Markdown.root).filter { !$0.hasPrefix(".") }
    // SwiftPM writes this one for packages with dependencies; it isn't committed.
    let ours = names.filter { $0 != "Package.resolved" }.sorted()
    #expect(ours == ["Package.swift", "Plugins", "README.md", "Sources", "Tests", "config"])
  }

  @Test("No outside package")
  func noPackages() throws {
    let manifest = try Markdown.text("Package.swift")
    #expect(!manifest.contains(".package(") && !manifest.contains("dependencies: [\n    .package"))
    #expect(!FileManager.default.fileExists(atPath: Markdown.root + "/Package.resolved"))
  }

  @Test("No file has more than 250 lines, but for a dialect's whole story, the log of decisions and the RFCs' table")
  func lengths() throws {
    #expect(Self.sources.count > 200)
    let long = ["/Decisions.md", "/Conformance.md"]
    for file in Self.sources where !file.contains("/Story/") && !long.contains(where: file.hasSuffix) {
      let lines = try Markdown.text(file).utf8.count { $0 == 0x0A }
      #expect(lines <= 250, "\(file) has \(lines) lines")
    }
  }

  @Test("Nothing is left to do, and nothing ends the process by surprise")
  func forbiddenWords() throws {
    // Put together here, so that this file doesn't hold them.
    let words = ["TO" + "DO", "FIX" + "ME", "try" + "!", "as" + "!", "fatal" + "Error("]
    for file in Self.sources where file.hasSuffix(".swift") {
      let text = try Markdown.text(file)
      for word in words { #expect(!text.contains(word), "\(file) holds \(word)") }
    }
  }

  @Test("A systemLibrary says how Debian and Homebrew call it, as the README does")
  func systemLibraries() throws {
    let manifest = try Markdown.text("Package.swift")
    let names = manifest.matches(of: /apt: "([^"]+)", brew: "([^"]+)"/)
    #expect(names.count == 4)
    let readme = try Markdown.text("README.md")
    // libmicrohttpd-dev brings GnuTLS's headers on Debian.
    for name in names.map({ String($0.1) }) where name != "libgnutls28-dev" { #expect(readme.contains(name)) }
    let brew = try #require(readme.firstMatch(of: /`brew install ([^`]+)`/)).1.split(separator: " ").map(String.init)
    #expect(Set(names.map { String($0.2) }).isSubset(of: brew))
  }

  @Test("Dialects are known to AdapterKit and the adapters alone: no other module imports an adapter")
  func imports() throws {
    let adapters = try FileManager.default.contentsOfDirectory(atPath: Markdown.root + "/Plugins")
    for file in Self.sources where file.hasPrefix("Sources/") && file.hasSuffix(".swift") {
      for match in try Markdown.text(file).matches(of: /(?m)^(?:public |internal |@testable )?import (\w+)/) {
        #expect(!adapters.contains(String(match.1)), "\(file) imports \(match.1)")
      }
    }
  }
}

/// What the linker made.
@Suite("The built products", .enabled(if: Binutils.areHere, "no readelf and nm to read executables and libraries with"))
struct StructureOfProducts {
  private static let library = URL(fileURLWithPath: Executable.path).deletingLastPathComponent().path + "/libEntraID.so"

  @Test("The host links no adapter, and holds none of its code")
  func host() throws {
    let needed = try Binutils.needed(Executable.path)
    #expect(needed.contains { $0.hasPrefix("libsqlite3.so") } && needed.contains { $0.hasPrefix("libmicrohttpd.so") })
    #expect(!needed.contains { $0.contains("EntraID") || $0.contains("Okta") }, "\(needed)")
    #expect(try Binutils.symbols(Executable.path).contains("$s4Host"))
    #expect(try !Binutils.symbols(Executable.path).contains("$s7EntraID"))
    #expect(try Binutils.symbols(Self.library).contains("$s7EntraID"), "the test looks for the wrong thing")
  }

  @Test("An adapter needs neither database nor HTTP server, and not the host")
  func adapter() throws {
    let needed = try Binutils.needed(Self.library)
    for name in ["sqlite", "microhttpd", "gnutls", "yaml", "pq", "curl", "FoundationNetworking"] {
      #expect(!needed.contains { $0.contains(name) }, "\(needed)")
    }
    let symbols = try Binutils.symbols(Self.library)
    for module in ["$s4Host", "$s5Store", "$s3SQL", "$s4HTTP", "$s12Provisioning", "$s7Mapping", "$s9Directory"] {
      #expect(!symbols.contains(module), "\(module)")
    }
    #expect(symbols.contains(" T dragoman_adapter\n"))
  }

  @Test("libpq is loaded at run time, if ever")
  func postgreSQL() throws {
    #expect(try !Binutils.needed(Executable.path).contains { $0.contains("libpq") })
  }
}

/// What executables and libraries hold and need.
enum Binutils {
  private static let readelf = program("readelf")
  private static let nm = program("nm")

  static let areHere: Bool = {
    if readelf != nil, nm != nil { return true }
    print("SKIPPED: reading the built products needs readelf and nm (binutils)")
    return false
  }()

  /// The libraries that a file is linked with.
  static func needed(_ file: String) throws -> [String] {
    let text = try Executable.run(try #require(readelf), ["-d", "-W", file], in: "/").out
    let names = text.matches(of: /\(NEEDED\).*\[(.+)\]/).map { String($0.1) }
    try #require(!names.isEmpty, "nothing read from \(file)")
    return names
  }

  /// Its symbols, as nm lists them.
  static func symbols(_ file: String) throws -> String { try Executable.run(try #require(nm), [file], in: "/").out }

  private static func program(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
