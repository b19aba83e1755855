internal import AdapterKit
internal import Diagnostics
internal import Directory
internal import Foundation
public import JSON

/// The adapters in the configured folders: what each is, who uses it, whether it can be loaded.
public enum AdapterListing {
  /// One object for each adapter, by name.
  public static func rows(_ configuration: HostConfiguration) -> [JSON] {
    configuration.adapters.sorted { $0.name < $1.name }.map { .object(row($0, uses(of: $0, configuration))) }
  }

  /// All of one adapter: its row, its deviations with RFC section and facts, its options, its default mapping.
  /// - Throws: `AdminError` when there is no such adapter.
  public static func shown(_ name: String, _ configuration: HostConfiguration) throws -> JSON {
    let names = configuration.adapters.map(\.name).sorted()
    guard let manifest = configuration.adapters.first(where: { $0.name == name }) else {
      throw AdminError(
        "there is no adapter '\(name)'",
        fix: suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
          ?? "one of \(names.joined(separator: ", "))")
    }
    let uses = uses(of: manifest, configuration)
    var object = row(manifest, uses)
    object["providers"] = .array(uses.map(\.json))
    object["strict"] = .bool(manifest.strict)
    object["deviations"] = .array(manifest.deviations.sorted { $0.key < $1.key }.map(deviation))
    object["options"] = .array(manifest.options.map(option))
    object["console"] = .array(manifest.console.map { .string($0) })
    let mapping = manifest.mappingFile.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
    object["mapping"] = mapping.map { .string($0) } ?? JSON.null
    return .object(object)
  }

  private static func row(_ manifest: AdapterManifest, _ uses: [AdapterUse]) -> JSONObject {
    let stamp = uses.isEmpty ? AdapterDoor().stamp(of: manifest) : uses.compactMap(\.stamp).first
    return [
      "name": .string(manifest.name), "idp": .string(manifest.idp), "version": .string(manifest.version),
      "form": .string(manifest.library == nil ? "declarative" : "library"),
      "evidence": .string(manifest.evidence.rawValue), "folder": .string(manifest.folder),
      "stamp": .string(stamp ?? "–"), "isolation": .string(isolation(manifest, uses)),
      "usedBy": .string(uses.isEmpty ? "–" : uses.map(\.provider).joined(separator: ", ")),
      "health": .string(uses.compactMap(\.fault).first ?? "ok"),
    ]
  }

  /// What the door says of it, with the options of each provider that uses it.
  ///
  /// The host loads no library that no provider names, so of one that nobody uses nothing more is asked.
  private static func uses(of manifest: AdapterManifest, _ configuration: HostConfiguration) -> [AdapterUse] {
    let door = AdapterDoor(limits: IsolationLimits(configuration.limits))
    return configuration.providers.filter { $0.adapter.name == manifest.name }.map { AdapterUse($0, door) }
  }

  /// Where its code runs: one word where all of its providers agree.
  private static func isolation(_ manifest: AdapterManifest, _ uses: [AdapterUse]) -> String {
    guard manifest.library != nil else { return "–" }
    let words = Set(uses.map(\.isolation))
    guard words.count > 1 else { return words.first ?? AdapterIsolation.none.rawValue }
    return uses.map { "\($0.provider): \($0.isolation)" }.joined(separator: ", ")
  }

  private static func deviation(_ name: String, _ value: String) -> JSON {
    let knob = Knobs.named(name)
    return [
      "name": .string(name), "value": .string(value), "meaning": .string(knob?.meaning ?? ""),
      "rfc": .string(knob?.rfc ?? ""), "facts": .array((knob?.facts ?? []).map { .string($0) }),
    ]
  }

  private static func option(_ option: AdapterOption) -> JSON {
    let values = option.kind == .flag ? ["true", "false"] : option.values
    return [
      "name": .string(option.name), "type": .string(option.kind.rawValue),
      "values": .array(values.map { .string($0) }), "default": option.defaultValue ?? JSON.null,
      "help": .string(option.help),
    ]
  }
}
