internal import Directory
internal import JSON

/// What becomes of a user name that isn't the one under which the user was provisioned.
enum NameFate: Hashable {
  /// The IdP changes it, and the setting forbids that.
  case refused
  /// The directory keeps its own, and *attention* shows the IdP's.
  case withheld
  /// The directory keeps its own: an administrator chose it over the one that the IdP still sends.
  case decided
  /// The directory takes it if it is free.
  case followed

  /// Judges `wanted` by what the entry remembers: a name that was withheld or decided before is no new change.
  ///
  /// A changed mapping has nobody who could be refused.
  init(
    _ wanted: String?, _ previous: DirectoryUser, _ setting: UserNameChange, mayRefuse: Bool, deactivates: Bool
  ) {
    guard let wanted else {
      self = .withheld
      return
    }
    if wanted == previous.nameDecidedAgainst {
      self = .decided
      return
    }
    switch setting {
    case .keep: self = .withheld
    case .refuse: self = !mayRefuse || deactivates || wanted == previous.withheldName ? .withheld : .refused
    case .follow: self = deactivates ? .withheld : .followed
    }
  }
}
