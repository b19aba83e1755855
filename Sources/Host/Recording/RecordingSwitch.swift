internal import Directory
internal import HTTP
internal import Store
internal import Text

/// Notes in a provider's audit trail that the recording of its traffic was switched on or off.
struct RecordingSwitch {
  let recorder: Recorder
  let store: Store

  /// Compares what each provider is configured to with what held before.
  /// - Throws: `StoreError`; what wasn't noted isn't switched.
  func settle(_ configuration: HostConfiguration) async throws {
    for provider in configuration.providers where provider.settings.record != recorder.wasOn(provider.name) {
      let isOn = provider.settings.record
      let draft = AuditDraft(kind: isOn ? .recordingStarted : .recordingStopped, detail: "settings: record: \(isOn)")
      let commit = Commit(
        provider: provider.identity, at: .now(), actor: "host", requestID: HTTPHead.newRequestID(), entries: [draft])
      _ = try await store.commit { _ in (commit, ()) }
      recorder.remember(isOn, provider.name)
    }
  }
}
