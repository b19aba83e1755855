import SCIM
import Text

/// What was read; nil when it is refused as an IdP can understand.
func taken<Value>(_ read: () throws(SCIMError) -> Value) throws(Violation) -> Value? {
  let refusal: SCIMError
  do throws(SCIMError) { return try read() } catch { refusal = error }
  try check(refusal)
  return nil
}

/// A client's error with its keyword, and one printable line of bounded length (RFC 7644 §3.12).
private func check(_ error: SCIMError) throws(Violation) {
  try hold([400, 404, 409, 413].contains(error.status), "the status \(error.status) isn't a client's error")
  try hold(
    (error.scimType != nil) == (error.status == 400), "\(error.status) with \(String(describing: error.scimType))")
  try hold(!error.detail.isEmpty && error.detail.utf8.count < 1500, "the detail is empty or long: \(error.detail)")
  try hold(error.detail.printable == error.detail, "the detail isn't printable: \(error.detail)")
}
