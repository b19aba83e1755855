internal import JSON
internal import Text

/// What a user has, or would have, of Managed Apple IDs.
extension DirectoryUser {
  /// The folded Managed Apple ID that the user owns in the directory: none while held, and none any more when deleted.
  public var ownedAppleIDKey: String? {
    guard state == .active || state == .inactive else { return nil }
    return attributes["managedAppleID"]?.string.map(fold)
  }

  /// The Managed Apple ID that the user would bear if nobody else had it.
  public var withheldAppleID: String? { provenance["managedAppleID"]?["withheld"]?.string }

  /// Gives the user the Managed Apple ID that was withheld, now that it is free.
  public mutating func takeWithheldAppleID(at time: String) {
    guard let name = withheldAppleID else { return }
    var mark = provenance["managedAppleID"]?.object ?? [:]
    mark["withheld"] = nil
    mark["at"] = .string(time)
    provenance["managedAppleID"] = .object(mark)
    attributes["managedAppleID"] = .string(name)
  }
}
