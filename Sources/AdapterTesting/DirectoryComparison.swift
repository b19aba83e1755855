import JSON
public import YAML

extension ExpectedDirectory {
  /// Everything that differs: entries that are missing, too many or otherwise than expected.
  public func mismatches(with picture: DirectoryPicture, from source: YAMLSource) -> [Mismatch] {
    compare(users, with: picture.users, by: "userName", what: "user", source)
      + compare(groups, with: picture.groups, by: "displayName", what: "group", source)
  }

  private func compare(
    _ expected: [ExpectedEntry], with entries: [JSONObject], by name: String, what: String, _ source: YAMLSource
  ) -> [Mismatch] {
    var left = entries
    var mismatches: [Mismatch] = []
    for entry in expected {
      if let index = left.firstIndex(where: { $0[name]?.string == entry.name }) {
        mismatches += entry.mismatches(with: left.remove(at: index), what: "the \(what) \(entry.name)", source)
      } else {
        mismatches.append(
          Mismatch(
            "the directory has no \(what) \(entry.name)", at: entry.place.range, of: source,
            got: entries.map { $0.text(name) }.joined(separator: "\n")))
      }
    }
    return mismatches
      + left.map {
        Mismatch(
          "the directory has a \(what) \($0.text(name)) that nobody expects", at: place.range, of: source,
          got: JSON.object($0).pretty())
      }
  }
}

extension ExpectedEntry {
  fileprivate func mismatches(with entry: JSONObject, what: String, _ source: YAMLSource) -> [Mismatch] {
    var expected = attributes.json.object ?? JSONObject()
    expected["members"] = nil
    var mismatches: [Mismatch] = []
    if let found = SubsetMatcher.difference(expected: .object(expected), got: .object(entry)) {
      let range = attributes.range(at: found.pointer)
      mismatches.append(Mismatch(found, in: what, at: range, of: source))
    }
    return mismatches + membership(of: entry, what, source)
  }

  private func membership(of group: JSONObject, _ what: String, _ source: YAMLSource) -> [Mismatch] {
    guard let members else { return [] }
    let expected = members.value.sorted()
    let got = (group["members"]?.array ?? []).compactMap(\.string).sorted()
    guard expected != got else { return [] }
    return [
      Mismatch(
        "\(what) has other members", at: members.range, of: source, expected: expected.joined(separator: "\n"),
        got: got.joined(separator: "\n"))
    ]
  }
}
