import JSON

/// `target` after a merge patch (RFC 7396 §2): objects are merged, null removes, everything else replaces.
func merged(_ target: JSON, with patch: JSON) -> JSON {
  guard let edits = patch.object else { return patch }
  var object = target.object ?? JSONObject()
  for (name, edit) in edits {
    object[name] = edit.isNull ? Optional.none : merged(object[name] ?? .null, with: edit)
  }
  return .object(object)
}
