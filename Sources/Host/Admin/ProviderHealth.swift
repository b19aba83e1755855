internal import JSON

/// How a provider's health is told: `ok`, or why it is out of service.
enum ProviderHealth {
  /// `health`, and `reason` where there is a fault.
  static func json(_ fault: String?) -> JSONObject {
    guard let fault else { return ["health": "ok"] }
    return ["health": "out of service", "reason": .string(fault)]
  }
}
