internal import Directory
internal import Store
internal import Text

extension Snapshot {
  /// The ids that an administrator may mean by a text: a directory id, a SCIM id, or a user name.
  ///
  /// A name that nobody bears any more means those who were deleted under it; an unknown text means itself.
  func ids(meantBy text: String) throws -> [String] {
    let users = try entries(meantBy: text, .user)
    let entries = users.isEmpty ? try self.entries(meantBy: text, .group) : users
    return entries.contains(text) ? entries : entries + [text]
  }

  /// The directory entries of one kind that a text may mean.
  func entries(meantBy text: String, _ kind: EntryKind) throws -> [String] {
    if try exists(text, kind) { return [text] }
    if let entry = try auditEntryID(ofResource: text), try exists(entry, kind) { return [entry] }
    switch kind {
    case .user:
      if let user = try user(nameKey: fold(text)) { return [user.id] }
      return try deletedUsers(nameKey: fold(text)).map(\.id)
    case .group: return try groups(nameKey: fold(text)).map(\.id)
    }
  }

  private func exists(_ id: String, _ kind: EntryKind) throws -> Bool {
    switch kind {
    case .user: try user(id) != nil
    case .group: try group(id) != nil
    }
  }
}
