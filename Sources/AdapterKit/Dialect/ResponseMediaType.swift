import JSON

/// Answers are labelled `application/json` for an IdP that doesn't take the RFC's media type (N-05).
struct ResponseMediaType: Deviation {
  let name = "responseMedia"
  let rfc = "RFC 7644 §8.1"
  let facts = ["E-07", "K-03", "N-05"]
  let summary = "Answers are labelled application/json where the knob says so."
  let readsBodiesAlone = true

  func render(_ response: inout AdapterResponse, to request: AdapterRequest) {
    for (index, header) in response.headers.enumerated()
    where equalIgnoringASCIICase(header.name, "Content-Type") && header.value.hasPrefix("application/scim+json") {
      response.headers[index].value = "application/json" + header.value.dropFirst("application/scim+json".count)
    }
  }
}
