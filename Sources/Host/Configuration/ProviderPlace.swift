import Diagnostics
import YAML

/// Where a provider's file says what the host can find wrong only later, when it opens the adapter's library.
public struct ProviderPlace: Sendable {
  let source: YAMLSource
  let adapter: SourceRange
  let options: [String: SourceRange]

  /// A mistake at an option, or at the adapter's name.
  func diagnostic(_ message: String, option: String? = nil, fix: String? = nil) -> Diagnostic {
    source.diagnostic(message, at: option.flatMap { options[$0] } ?? adapter, fix: fix)
  }
}
