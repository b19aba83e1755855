import AdapterKit
import Diagnostics
import Host
import JSON

/// What it costs to carry a user of 1 KB across the line to an adapter's library and back.
struct Crossing {
  /// Microseconds for one message.
  let cost: Double
  /// What it may cost in a release build.
  static let limit = 25.0

  #if DEBUG
    static let isRelease = false
  #else
    static let isRelease = true
  #endif

  /// Measures the whole reading with the library and without it.
  init(_ provider: ProviderConfiguration) throws {
    var without = provider
    AdapterDeviation.library.turnOff(&without)
    let (whole, forms) = (try provider.dialect(), try without.dialect())
    let request = AdapterRequest(method: "POST", path: "/Users", body: Self.user)
    cost = max(0, try Self.microseconds(whole, request) - Self.microseconds(forms, request))
  }

  /// The best of several rounds: what disturbs a round only makes it longer.
  private static func microseconds(_ dialect: Dialect, _ request: AdapterRequest) throws -> Double {
    let (rounds, messages) = (7, 100)
    var best = Double.infinity
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      for _ in 0..<messages { _ = try dialect.normalize(request) }
      best = min(best, start.duration(to: .now) / .microseconds(1) / Double(messages))
    }
    return best
  }

  /// About 1 KB, as an IdP creates a user.
  private static let user: JSON = [
    "schemas": [.string(SCIMNames.user), .string(SCIMNames.enterprise)], "externalId": "0f6a2c1e9b7d4e5f8a3b",
    "userName": "margarethe.von.hohenstein@crossing.example", "active": true,
    "displayName": "Margarethe von Hohenstein",
    "name": ["givenName": "Margarethe", "familyName": "von Hohenstein", "formatted": "Margarethe von Hohenstein"],
    "title": "Senior Engineer, Bridges and Crossings", "preferredLanguage": "de-DE", "timezone": "Europe/Berlin",
    "emails": [["type": "work", "primary": true, "value": "margarethe.von.hohenstein@crossing.example"]],
    "phoneNumbers": [
      ["type": "work", "value": "+49 30 00000001"], ["type": "mobile", "value": "+49 170 0000002"],
    ],
    "addresses": [
      [
        "type": "work", "streetAddress": "Brückenstraße 1", "locality": "Berlin", "postalCode": "10179",
        "country": "DE",
      ]
    ],
    SCIMNames.enterprise: ["department": "Bridges", "costCenter": "4711", "employeeNumber": "100200"],
  ]
}

private enum SCIMNames {
  static let user = "urn:ietf:params:scim:schemas:core:2.0:User"
  static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
}
