internal import Directory
internal import Mapping
internal import Store

/// Who declares an attribute of type IDP, and how many users have it.
struct AttributeCoverage {
  /// One provider's share in one attribute.
  struct Share {
    let provider: ProviderName
    let users: Int
    let filled: Int
    /// The rule that makes it; nil where the provider doesn't declare it.
    let rule: Rule?
  }

  private let providers: [(configuration: ProviderConfiguration, users: Int, counts: [String: Int])]
  private let declared: [String: [DeclaredAttributes.Declaration]]

  init(_ configuration: HostConfiguration, _ snapshot: Snapshot) throws {
    declared = DeclaredAttributes(configuration.providers).byName(.user)
    providers = try configuration.providers.map { provider in
      let (users, counts) = try snapshot.customCoverage(provider.name)
      return (provider, users, counts)
    }
  }

  /// The attributes that are declared, in their spelling, sorted.
  var names: [String] { declared.compactMap { $0.value.first?.rule.attribute }.sorted() }

  /// What each provider has of an attribute.
  func shares(_ name: String) -> [Share] {
    let declarations = declared[name.lowercased()] ?? []
    return providers.map { provider, users, counts in
      Share(
        provider: provider.name, users: users, filled: counts[name] ?? 0,
        rule: declarations.first { $0.provider == provider.name }?.rule)
    }
  }

  /// What to say of an attribute that some provider with users doesn't declare.
  func gaps(_ name: String) -> [String] {
    shares(name).filter { $0.rule == nil && $0.users > $0.filled }.map { share in
      "${\(name)} isn't declared by \(share.provider): it would render empty for \(share.users - share.filled) "
        + "of its \(share.users) users"
    }
  }
}
