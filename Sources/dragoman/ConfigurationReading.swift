internal import Diagnostics
internal import Host
internal import JSON

/// Reads the configuration for a verb; what is wrong with it is printed, all at once.
enum ConfigurationReading {
  /// - Throws: `ConfigurationFaults` once everything was printed.
  static func load(_ arguments: Arguments, _ terminal: Terminal) throws -> HostConfiguration {
    let (configuration, diagnostics) = HostConfiguration.load(arguments.config)
    guard let configuration else {
      print(diagnostics, json: arguments.json, terminal)
      throw ConfigurationFaults(count: diagnostics.all.count { $0.severity == .error })
    }
    return configuration
  }

  static func print(_ diagnostics: Diagnostics, json: Bool, _ terminal: Terminal) {
    for diagnostic in diagnostics.all {
      if json {
        terminal.json(diagnostic.json)
      } else {
        terminal.out(diagnostic.rendered(colour: terminal.isInteractive))
      }
    }
  }
}

/// The configuration can't be used; its diagnostics were printed.
struct ConfigurationFaults: Error, CustomStringConvertible {
  var count: Int
  var description: String { "\(counted(count, "error")) in the configuration" }
}

extension Diagnostic {
  /// The diagnostic as a JSON line.
  var json: JSON {
    var object: JSONObject = ["severity": .string(severity.rawValue), "message": .string(message)]
    if let range {
      object["file"] = .string(range.file)
      object["line"] = JSON(range.start.line)
      object["column"] = JSON(range.start.column)
    }
    object["fix"] = fix.map { .string($0) }
    if let difference {
      object["expected"] = .array(difference.expected.map(JSON.string))
      object["got"] = .array(difference.got.map(JSON.string))
    }
    object["see"] = see.map { .string($0) }
    return .object(object)
  }
}
