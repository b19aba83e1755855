import AdapterKit
import Diagnostics
import Host
import JSON
import YAML

/// Every deviation earns its place: some conversation must come out otherwise without it.
struct DeviationTrials {
  let folder: AdapterFolder
  let manifest: AdapterManifest
  let played: [PlayedFile]
  /// Whether the lenient forms are tried as well.
  let withForms: Bool
  let progress: ConformanceProgress

  static let name = "deviations"

  /// Plays the conversations with each of the adapter's own deviations off, each up to the first that comes out
  /// otherwise; then, for the table alone, with each lenient form off that reads anything in them.
  func run() async throws -> (trials: [DeviationTrial], check: ConformanceCheck) {
    let chosen = AdapterDeviation.chosen(by: manifest)
    let forms = withForms ? AdapterDeviation.forms(of: manifest) : []
    var trials: [DeviationTrial] = []
    for (index, deviation) in (chosen + forms).enumerated() {
      progress("without \(deviation.name)", index, chosen.count + forms.count)
      let needed = try await neededBy(deviation, isForm: index >= chosen.count)
      trials.append(DeviationTrial(deviation: deviation.title, isForm: index >= chosen.count, neededBy: needed))
    }
    return (trials, try check(chosen, trials))
  }

  private func check(_ chosen: [AdapterDeviation], _ trials: [DeviationTrial]) throws -> ConformanceCheck {
    let unneeded = zip(chosen, trials).filter { $0.1.neededBy == nil }.map(\.0)
    let forms = trials.filter(\.isForm)
    let read = forms.isEmpty ? "" : ", \(forms.count { $0.neededBy != nil }) of \(forms.count) lenient forms"
    return ConformanceCheck(
      Self.name, "\(chosen.count - unneeded.count) of \(chosen.count) are needed\(read)",
      faults: try unneeded.map(fault))
  }

  private func fault(_ deviation: AdapterDeviation) throws -> Mismatch {
    let source = try YAMLSource.read(folder.path + "/adapter.yaml", shownAs: folder.shown + "/adapter.yaml")
    let line = source.root?["deviations"]?.members?.first { $0.name == deviation.name }
    let member = line ?? source.root?.members?.first { $0.name == deviation.name }
    return Mismatch(
      diagnostic: source.diagnostic(
        "no exchange comes out otherwise without '\(deviation.title)'", at: member?.key.range ?? source.start,
        fix: "add an exchange that needs it, or leave it out"))
  }

  /// The first conversation that comes out otherwise; one that the deviation doesn't touch isn't played again.
  private func neededBy(_ deviation: AdapterDeviation, isForm: Bool) async throws -> String? {
    let rehearsal = Rehearsal(adaptersIn: folder.path)
    for played in try candidates(deviation, isForm: isForm) {
      let wrong = try await rehearsal.mismatches(played.file, adapter: folder.name, without: deviation)
      if !wrong.isEmpty { return played.file.fileName }
    }
    for story in isForm ? [] : folder.stories where !deviation.isSet(by: story.options.keys, of: manifest) {
      let telling = try await Telling.of(story, adaptersIn: folder.path, without: deviation)
      if !telling.mismatches.isEmpty { return "the story, \(story.dialect)" }
    }
    return nil
  }

  /// The files in which it may make a difference, those first that show its facts, short ones before long ones.
  private func candidates(_ deviation: AdapterDeviation, isForm: Bool) throws -> [PlayedFile] {
    let free = played.filter { !deviation.isSet(by: $0.file.options.keys, of: manifest) }
      .sorted { $0.messages.count < $1.messages.count }
    let facts = Set(Knobs.named(deviation.name)?.facts ?? [])
    let sorted =
      free.filter { !facts.isDisjoint(with: $0.file.facts) } + free.filter { facts.isDisjoint(with: $0.file.facts) }
    guard isForm || deviation == .library else { return sorted }
    let touched = try sorted.filter { try touches(deviation, $0) }
    return isForm
      ? touched : touched + sorted.filter { file in !touched.contains { $0.file.fileName == file.file.fileName } }
  }

  /// Whether any request of the file is read otherwise without it.
  private func touches(_ deviation: AdapterDeviation, _ played: PlayedFile) throws -> Bool {
    guard var provider = played.configuration else { return true }
    deviation.turnOff(&provider)
    let (with, without) = (try played.dialect(), try provider.dialect())
    return try played.samples.contains { sample in
      let request = sample.message.request
      var (one, other) = (try with.normalize(request), try without.normalize(request))
      (one.notes, other.notes) = ([], [])
      return one != other
    }
  }
}

extension ExchangeFile {
  /// The file's name without its folder.
  var fileName: String { source.file.split(separator: "/").last.map(String.init) ?? source.file }
}
