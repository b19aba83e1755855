import AdapterKit
import Diagnostics
import Foundation
import Host

extension FreshHost {
  /// What lets a request in, as the dialect of the provider sends it.
  var authorization: String {
    get throws {
      switch try configuration.dialect().answers.authScheme {
      case .bearer: "Bearer \(token)"
      case .rawHeader: token
      case .basic: "Basic " + Data("scim:\(token)".utf8).base64EncodedString()
      }
    }
  }
}
