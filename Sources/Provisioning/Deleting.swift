internal import Directory
internal import SCIM
internal import Store

extension ProvisioningEndpoint {
  /// `DELETE` (RFC 7644 §3.6): 204; the resource leaves its groups, its entry becomes a tombstone.
  func delete(_ kind: EntryKind, _ id: String, _ asked: SCIMRequest, _ call: EndpointCall) async throws -> SCIMAnswer {
    let conditions = WriteConditions(asked)
    let committed = try await store.commit { [configuration] snapshot in
      let stored = try configuration.stored(kind, id, if: conditions, snapshot)
      return (try SourceChange(configuration, call, asked.semantics).delete(stored, snapshot), ())
    }
    return SCIMAnswer(status: 204, batchSize: committed.batchSize)
  }
}
