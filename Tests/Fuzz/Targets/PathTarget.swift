import JSON
import SCIM

/// A path that is read is printed and read again as the same path (RFC 7644 §3.5.2), wherever a path is taken.
func checkPath(_ bytes: [UInt8]) throws(Violation) {
  guard let text = String(validating: bytes, as: UTF8.self) else { return }
  for sample in Sample.all {
    let path = try taken { () throws(SCIMError) in try AttributePath(parsing: text, for: sample.type) }
    if let path { try checkPrinting(path, sample) }
    for name in ["sortBy", "attributes", "excludedAttributes"] { try checkQuery(name, text, sample) }
  }
}

private func checkPrinting(_ path: AttributePath, _ sample: Sample) throws(Violation) {
  let printed = path.description
  let again = try reread("the printed path \(printed)") { try AttributePath(parsing: printed, for: sample.type) }
  try hold(again == path, "another path is read from \(printed)")
  try hold(again.description == printed, "\(printed) is printed differently the second time")
  let found = path.values(in: sample.resource)
  try hold(again.values(in: sample.resource) == found, "\(printed) names something else")
}

/// The parameters of a list that take names: they are read, or refused as an IdP can understand.
private func checkQuery(_ name: String, _ text: String, _ sample: Sample) throws(Violation) {
  let query = try taken { () throws(SCIMError) in try ListQuery(query: [(name, text)], for: sample.type) }
  guard let query else { return }
  let sorted = query.sorted([sample.resource, [:]], type: sample.type)
  try hold(sorted.count == 2, "sorting by \(text) loses a resource")
}
