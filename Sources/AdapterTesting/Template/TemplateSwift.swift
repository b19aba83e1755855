extension AdapterTemplate {
  /// A package of its own, which builds the library wherever the folder lies.
  func package(_ checkout: String) -> String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    // `dragoman adapter build` builds it with the compiler that must have built the host, and checks the stamp.
    let package = Package(
      name: "\(name)",
      platforms: [.macOS(.v15)],
      products: [.library(name: "\(name)", type: .dynamic, targets: ["\(name)"])],
      dependencies: [.package(name: "dragoman", path: "\(checkout)")],
      targets: [
        .target(
          name: "\(name)", dependencies: [.product(name: "AdapterKit", package: "dragoman")], path: "Sources",
          swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("InternalImportsByDefault")])
      ]
    )

    """
  }

  /// The adapter.
  var source: String {
    """
    public import AdapterKit
    import JSON

    /// \(name): what its dialect needs beyond the catalogue of deviations.
    public struct \(name): IdentityProviderAdapter {
      /// Answers leave as the RFC has them.
      public static let rendersAnswers = false

      /// \(name)'s adapter has no options yet; one that can't be taken is an `AdapterOptionError`.
      public init(options: AdapterOptions) throws(AdapterOptionError) {}

      /// Reads `fullName`, which no schema has, as `displayName` (\(letters)-05).
      public func normalize(_ request: AdapterRequest) -> AdapterRequest {
        guard request.isCreate, case .object(var body) = request.body, let name = body["fullName"],
          body["displayName"] == nil
        else { return request }
        var request = request
        body["fullName"] = nil
        body["displayName"] = name
        request.body = .object(body)
        request.note("read fullName as displayName (\(letters)-05)")
        return request
      }
    }

    """
  }

  /// The one function that the host looks for.
  var export: String {
    """
    import AdapterKit
    public import CAdapterABI

    /// The one function of this library that the host looks for.
    @_cdecl("dragoman_adapter")
    public func dragomanAdapter() -> UnsafePointer<dragoman_adapter_table> {
      AdapterExport.table(for: \(name).self, manifest: #"{"name":"\(name)","version":"0.1.0"}"#)
    }

    """
  }
}
