import Foundation

/// Whether nobody but `user` is in `group`: the group of one's own that many distributions give each user.
///
/// There the usual umask is 002, so that whatever such a user builds is writable by a group of one. Root's group is
/// nobody's own: other accounts are put into it.
func isPrivateGroup(_ group: gid_t, of user: uid_t) -> Bool {
  guard user != 0, group != 0, let account = account(user), account.group == group, let entry = members(group) else {
    return false
  }
  return entry.name == account.name && entry.members.allSatisfy { $0 == account.name }
}

private func account(_ user: uid_t) -> (name: String, group: gid_t)? {
  var buffer = [CChar](repeating: 0, count: 16 << 10)
  var entry = passwd()
  var found: UnsafeMutablePointer<passwd>?
  guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, let found = found?.pointee else { return nil }
  return (String(cString: found.pw_name), found.pw_gid)
}

private typealias Group = group

private func members(_ number: gid_t) -> (name: String, members: [String])? {
  var buffer = [CChar](repeating: 0, count: 64 << 10)
  var entry = Group()
  var found: UnsafeMutablePointer<Group>?
  guard getgrgid_r(number, &entry, &buffer, buffer.count, &found) == 0, let found = found?.pointee else { return nil }
  var names: [String] = []
  var next = found.gr_mem
  while let name = next?.pointee {
    names.append(String(cString: name))
    next = next?.advanced(by: 1)
  }
  return (String(cString: found.gr_name), names)
}
