import Directory
import JSON
import SQL

/// Tells which values of members name a record of their provider.
struct Known {
  let connection: any SQLConnection

  /// Those of `values` that some user or group has as its id or externalId.
  func among(_ values: [String], _ provider: ProviderName) throws -> Set<ExactText> {
    var known = try found("id", values, provider, "user")
    for (column, kind) in [("external_id", "user"), ("id", "group"), ("external_id", "group")] {
      let rest = values.filter { !known.contains(ExactText($0)) }
      known.formUnion(try found(column, rest, provider, kind))
    }
    return known
  }

  private func found(
    _ column: String, _ values: [String], _ provider: ProviderName, _ kind: String
  ) throws -> Set<ExactText> {
    let rows = try Bulk(connection: connection).query(
      "SELECT \(column) FROM source_record WHERE provider = ? AND kind = ? AND \(column) IN",
      [.provider(provider), .text(kind)], values: values.map { .text($0) })
    return Set(try rows.map { ExactText(try $0.text(0)) })
  }
}

extension StoredMember {
  /// The member as it stands in an audit entry.
  var json: JSON {
    var object: JSONObject = ["value": .string(value)]
    object["type"] = type.map(JSON.string)
    object["display"] = display.map(JSON.string)
    return .object(object)
  }
}
