import AdapterKit
import Foundation
import JSON
import SCIM

/// A filter that is read is printed and read again as the same filter, and finds the same (RFC 7644 §3.4.2.2).
func checkFilter(_ bytes: [UInt8]) throws(Violation) {
  guard let text = String(validating: bytes, as: UTF8.self) else { return }
  for sample in Sample.all {
    let rewritten = lenient(text, sample)
    guard let filter = try taken({ () throws(SCIMError) in try Filter(parsing: text, for: sample.type) }) else {
      continue
    }
    try checkPrinting(filter, sample)
    if let rewritten { try checkLenientReading(rewritten, filter, sample) }
  }
}

private func checkPrinting(_ filter: Filter, _ sample: Sample) throws(Violation) {
  let printed = filter.description
  let again = try reread("the printed filter \(printed)") { try Filter(parsing: printed, for: sample.type) }
  try hold(again == filter, "another filter is read from \(printed)")
  try hold(again.description == printed, "\(printed) is printed differently the second time")
  let found = filter.matches(sample.resource)
  try hold(again.matches(sample.resource) == found, "\(printed) finds something else")
  try hold(Filter.not(filter).matches(sample.resource) != found, "not (\(printed)) finds the same")
}

/// The lenient forms don't change what is the RFC's already.
private func checkLenientReading(_ rewritten: String, _ filter: Filter, _ sample: Sample) throws(Violation) {
  let again = try reread("\(filter), made \(rewritten) by the lenient forms,") {
    try Filter(parsing: rewritten, for: sample.type)
  }
  try hold(again == filter, "the lenient forms make \(again) of \(filter)")
}

/// The filter as the lenient forms leave it; nil when they leave no filter.
private func lenient(_ text: String, _ sample: Sample) -> String? {
  let request = AdapterRequest(method: "GET", path: sample.type.endpoint, query: "filter=\(percentEncoded(text))")
  return sample.normalized(request).query.split(separator: "&").first { $0.hasPrefix("filter=") }
    .flatMap { String($0.dropFirst(7)).removingPercentEncoding }
}

private func percentEncoded(_ text: String) -> String {
  text.utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}
