internal import Directory
internal import Store

/// What `/metrics` says of invitations: of each provider that invites, or did, how many are in which state.
enum InvitationGauge {
  /// What is worth watching is there from the start, even while it is nothing.
  private static let always: [Invitation.State] = [.waiting, .sent, .failed]

  static func gauge(_ store: Store, _ configuration: HostConfiguration) -> Gauge {
    let counts = (try? store.read { try $0.invitationCounts() }) ?? [:]
    let inviting = configuration.providers.filter { $0.settings.autoInvite != nil }.map(\.name)
    return Gauge(
      name: "dragoman_invitations", help: "Invitations by provider and state.",
      values: Set(inviting + counts.keys).sorted().flatMap { lines($0, counts[$0] ?? [:]) })
  }

  private static func lines(
    _ provider: ProviderName, _ counts: [Invitation.State: Int]
  ) -> [(labels: String, value: Double)] {
    Invitation.State.allCases.filter { always.contains($0) || counts[$0] != nil }.map { state in
      ("provider=\"\(provider)\",state=\"\(state.rawValue)\"", Double(counts[state] ?? 0))
    }
  }
}
