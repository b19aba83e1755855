import Diagnostics
import Host
import JSON
import YAML

/// Says what is being done, and how far it is: `exchanges`, 3, 26.
public typealias ConformanceProgress = @Sendable (_ step: String, _ done: Int, _ of: Int) -> Void

/// What says when an adapter is done: its files are checked, its conversations are played over HTTP against fresh
/// hosts, each with a data directory of its own, and what every adapter must hold is tried on all that was sent.
public struct ConformanceKit: Sendable {
  private let folder: AdapterFolder
  private let withForms: Bool
  private let progress: ConformanceProgress

  /// A kit for the adapter in `folder`, wherever that lies; without `forms`, the lenient forms aren't tried one by one,
  /// which is for the table alone.
  public init(folder: String, forms: Bool = true, progress: @escaping ConformanceProgress = { _, _, _ in }) {
    self.folder = AdapterFolder(folder)
    withForms = forms
    self.progress = progress
  }

  /// Checks everything; what can't be checked because of an earlier fault is skipped, and says so.
  /// - Throws: `StoreError` and what else keeps hosts from running at all.
  public func run() async throws -> ConformanceReport {
    var report = ConformanceReport(adapter: folder.name)
    report.checks = [manifest(), try MappingCheck.run(folder), ManualCheck(folder: folder).run(), try door()]
    guard report.passed || report.checks.last?.outcome == .passed, report.checks[1].outcome == .passed,
      let manifest = folder.manifest
    else {
      report.checks += Self.later.map { ConformanceCheck(skipping: $0, "the adapter can't be loaded") }
      return report
    }
    let played = try await play()
    report.checks.append(exchanges(played))
    report.checks.append(try await story())
    let sound = played.filter(\.mismatches.isEmpty)
    report.checks += try invariants(sound)
    report.checks.append(try crossing(manifest, sound.first))
    guard sound.count == played.count, folder.fileFaults.isEmpty else {
      report.checks.append(ConformanceCheck(skipping: DeviationTrials.name, "the exchanges must come true first"))
      return report
    }
    let trials = DeviationTrials(
      folder: folder, manifest: manifest, played: played, withForms: withForms, progress: progress)
    let (tried, check) = try await trials.run()
    report.trials = tried
    report.checks.append(check)
    return report
  }

  private static let later = [
    "exchanges", "story", "purity", "idempotence", "round trip", "no invention", "no loss", "crossing",
    DeviationTrials.name,
  ]

  private func manifest() -> ConformanceCheck {
    guard let manifest = folder.manifest else {
      return ConformanceCheck("manifest", "it can't be read", faults: folder.manifestFaults)
    }
    let form = manifest.library == nil ? "declarative" : "library"
    return ConformanceCheck("manifest", "\(manifest.idp) \(manifest.version), \(form), \(manifest.evidence.rawValue)")
  }

  /// Whether the host's door lets the adapter in with the defaults of its options.
  private func door() throws -> ConformanceCheck {
    guard let manifest = folder.manifest else { return ConformanceCheck(skipping: "door", "the manifest is broken") }
    let options = manifest.options.reduce(into: [:]) { $0[$1.name] = $1.defaultValue }
    do throws(Diagnostics) {
      _ = try AdapterDoor().open(manifest, options: options, schemas: [])
      return ConformanceCheck("door", manifest.library == nil ? "no library" : "the library loads")
    } catch {
      return ConformanceCheck("door", "the host doesn't let it in", faults: error.errors)
    }
  }

  private func play() async throws -> [PlayedFile] {
    var played: [PlayedFile] = []
    for (index, file) in folder.files.enumerated() {
      progress("exchanges", index, folder.files.count)
      played.append(try await PlayedFile.play(file, adapter: folder.name, in: folder.path))
    }
    return played
  }

  private func exchanges(_ played: [PlayedFile]) -> ConformanceCheck {
    let requests = played.reduce(0) { $0 + $1.messages.count }
    return ConformanceCheck(
      "exchanges", "\(counted(played.count, "file")), \(counted(requests, "request"))",
      faults: folder.fileFaults + played.flatMap(\.mismatches))
  }

  private func story() async throws -> ConformanceCheck {
    var faults = folder.storyFaults
    for (index, story) in folder.stories.enumerated() {
      progress("story", index, folder.stories.count)
      let telling = try await Telling.of(story, adaptersIn: folder.path)
      faults += telling.mismatches
      if telling.mismatches.isEmpty { faults += try await unneeded(story) }
    }
    let told = folder.stories.map(\.dialect).joined(separator: ", ")
    return ConformanceCheck("story", told.isEmpty ? "not told" : told, faults: faults)
  }

  /// What a telling says that it needs, and doesn't.
  private func unneeded(_ story: Story) async throws -> [Mismatch] {
    guard let manifest = folder.manifest else { return [] }
    var faults: [Mismatch] = []
    for need in story.needs {
      guard let deviation = AdapterDeviation(need.value, in: manifest) else {
        faults.append(Mismatch("there is no deviation '\(need.value)'", at: need.range, of: story.source))
        continue
      }
      let telling = try await Telling.of(story, adaptersIn: folder.path, without: deviation)
      guard telling.mismatches.isEmpty else { continue }
      let message = "the story comes out the same without '\(need.value)'"
      faults.append(Mismatch(message, at: need.range, of: story.source))
    }
    return faults
  }

  private func invariants(_ played: [PlayedFile]) throws -> [ConformanceCheck] {
    let messages = counted(played.reduce(0) { $0 + $1.messages.count }, "message")
    let trips = played.reduce(0) { $0 + $1.roundTrips.count }
    return [
      ConformanceCheck(
        "purity", "\(messages), twice and in reverse", faults: try played.flatMap(Purity.faults)),
      ConformanceCheck("idempotence", messages, faults: try played.flatMap(Idempotence.faults)),
      ConformanceCheck(
        "round trip", counted(trips, "resource"), faults: played.flatMap(\.roundTrips.faults)),
      ConformanceCheck("no invention", messages, faults: try played.flatMap(Invention.faults)),
      ConformanceCheck("no loss", messages, faults: try played.flatMap(Loss.faults)),
    ]
  }

  private func crossing(_ manifest: AdapterManifest, _ played: PlayedFile?) throws -> ConformanceCheck {
    guard manifest.library != nil, let provider = played?.configuration else {
      return ConformanceCheck(skipping: "crossing", "no library to cross to")
    }
    let crossing = try Crossing(provider)
    let tenths = (crossing.cost * 10).rounded() / 10
    let limit = "at most \(Int(Crossing.limit)) in a release build"
    let fault = Diagnostic("a user of 1 KB takes \(tenths) µs to the library and back, \(limit)")
    let isSlow = Crossing.isRelease && crossing.cost > Crossing.limit
    return ConformanceCheck(
      "crossing", "\(tenths) µs for a user of 1 KB (\(limit))", faults: isSlow ? [Mismatch(diagnostic: fault)] : [])
  }
}
