internal import AdapterKit
internal import Diagnostics
internal import Directory
internal import Foundation
public import JSON

/// The adapters in the configured folders: what each is, who uses it, whether it can be loaded.
public enum AdapterListing {
  /// One object for each adapter, by name.
  public static func rows(_ configuration: HostConfiguration) -> [JSON] {
    configuration.adapters.sorted { $0.name < $1.name }.map { .object(row($0, configuration)) }
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
    var object = row(manifest, configuration)
    object["strict"] = .bool(manifest.strict)
    object["deviations"] = .array(manifest.deviations.sorted { $0.key < $1.key }.map(deviation))
    object["options"] = .array(manifest.options.map(option))
    object["providers"] = .array(
      configuration.providers.filter { $0.adapter.name == name }.map { provider in
        let json: JSONObject = ["name": .string(provider.name.description), "isolation": isolation(provider)]
        return .object(json)
      })
    object["console"] = .array(manifest.console.map { .string($0) })
    let mapping = manifest.mappingFile.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
    object["mapping"] = mapping.map { .string($0) } ?? JSON.null
    return .object(object)
  }

  private static func row(_ manifest: AdapterManifest, _ configuration: HostConfiguration) -> JSONObject {
    let users = configuration.providers.filter { $0.adapter.name == manifest.name }
    let (fault, stamp) = health(manifest, users)
    return [
      "name": .string(manifest.name), "idp": .string(manifest.idp), "version": .string(manifest.version),
      "form": .string(manifest.library == nil ? "declarative" : "library"),
      "evidence": .string(manifest.evidence.rawValue), "folder": .string(manifest.folder),
      "stamp": .string(stamp ?? "–"), "isolation": .string(isolation(manifest, users)),
      "usedBy": .string(users.isEmpty ? "–" : users.map(\.name.description).joined(separator: ", ")),
      "health": .string(fault ?? "ok"),
    ]
  }

  /// What the door says of it: with the options of those who use it, or with the defaults when nobody does.
  ///
  /// The host loads no library that no provider names, so of one that nobody uses nothing more is asked.
  private static func health(
    _ manifest: AdapterManifest, _ users: [ProviderConfiguration]
  ) -> (fault: String?, stamp: String?) {
    let door = AdapterDoor()
    let admissions = users.map { door.open($0, schemas: $0.schemas) }
    let stamp = door.stamp(of: manifest) ?? admissions.compactMap { $0.dialect?.state?.stamp }.first
    return (admissions.compactMap { $0.fault?.message }.first, stamp)
  }

  /// Where its code runs, one word where all of its providers agree.
  private static func isolation(_ manifest: AdapterManifest, _ users: [ProviderConfiguration]) -> String {
    guard manifest.library != nil else { return "–" }
    let words = Set(users.map(\.isolation.rawValue))
    guard words.count > 1 else { return words.first ?? AdapterIsolation.none.rawValue }
    return users.map { "\($0.name): \($0.isolation.rawValue)" }.joined(separator: ", ")
  }

  private static func isolation(_ provider: ProviderConfiguration) -> JSON {
    provider.adapter.library == nil ? .string("–") : .string(provider.isolation.rawValue)
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
