public import AdapterKit
import CAdapterABI
public import Diagnostics
public import JSON

/// The one way in for adapters: declarative ones become a dialect, libraries are checked, loaded and asked for theirs.
public struct AdapterDoor: Sendable {
  private let executableFolder: String
  private let limits: IsolationLimits
  private let libraries = LoadedLibraries.shared

  /// A door that looks for libraries next to the running executable, or in `executableFolder`, and with the adapter.
  /// `limits` are those of isolated ones.
  public init(executableFolder: String? = nil, limits: IsolationLimits = IsolationLimits()) {
    self.limits = limits
    self.executableFolder = executableFolder ?? LibraryLocation.runningFolder
  }

  /// Opens a provider's adapter; what goes wrong keeps this provider out of service and no other.
  public func open(_ provider: ProviderConfiguration, schemas: [JSON]) -> AdapterAdmission {
    do throws(AdapterFault) {
      var dialect = try dialect(provider.adapter, provider.options, schemas, provider.isolation)
      dialect.types = provider.types
      return .ready(dialect)
    } catch {
      return .outOfService(provider.place.diagnostic(error.message, option: error.option, fix: error.fix))
    }
  }

  /// Opens an adapter with a provider's options (defaults filled in) and the schemas of its endpoint (RFC 7643 §7).
  /// - Throws: what is wrong with the library or with an option.
  public func open(
    _ manifest: AdapterManifest, options: [String: JSON], schemas: [JSON], isolation: AdapterIsolation = .none
  ) throws(Diagnostics) -> Dialect {
    do throws(AdapterFault) {
      return try dialect(manifest, options, schemas, isolation)
    } catch {
      throw Diagnostics([Diagnostic("\(manifest.name): \(error.message)", fix: error.fix)])
    }
  }

  /// An adapter's code alone, with the defaults of its options; nil for one that is declarative.
  /// - Throws: what is wrong with the library.
  public func library(
    of manifest: AdapterManifest, isolation: AdapterIsolation
  ) throws(Diagnostics) -> (any AdapterLibrary)? {
    let options = manifest.options.reduce(into: [:]) { $0[$1.name] = $1.defaultValue }
    do throws(AdapterFault) { return try opened(manifest, options, [], isolation) } catch {
      throw Diagnostics([Diagnostic("\(manifest.name): \(error.message)", fix: error.fix)])
    }
  }

  /// Says so when an adapter's library has changed since this process loaded it: the new one needs a restart.
  public func staleness(of manifest: AdapterManifest) -> Diagnostic? {
    guard
      let location = location(manifest), let path = try? location.found(), libraries.isStale(path)
    else { return nil }
    let fault = LibraryFault.stale(path)
    return Diagnostic(fault.message, fix: fault.fix(rebuild: location.rebuild), severity: .warning)
  }

  /// The stamp of an adapter's library once it was opened: compiler and target; nil when there is none.
  public func stamp(of manifest: AdapterManifest) -> String? {
    guard let path = try? location(manifest)?.found(), let table = libraries.loaded(path)?.table else { return nil }
    return table.pointee.stamp.map { String(cString: $0) }
  }

  private func location(_ manifest: AdapterManifest) -> LibraryLocation? {
    manifest.library.map {
      LibraryLocation($0, adapterFolder: manifest.folder, executableFolder: executableFolder)
    }
  }

  private func dialect(
    _ manifest: AdapterManifest, _ options: [String: JSON], _ schemas: [JSON], _ isolation: AdapterIsolation
  ) throws(AdapterFault) -> Dialect {
    let knobs = manifest.knobs(with: options)
    let library = try opened(manifest, options, schemas, isolation)
    do throws(AdapterOptionError) {
      return try Dialect(strict: manifest.strict, knobs: knobs, library: library)
    } catch {
      throw AdapterFault(error)
    }
  }

  private func opened(
    _ manifest: AdapterManifest, _ options: [String: JSON], _ schemas: [JSON], _ isolation: AdapterIsolation
  ) throws(AdapterFault) -> (any AdapterLibrary)? {
    guard let location = location(manifest) else { return nil }
    let values = JSONObject(manifest.options.compactMap { option in options[option.name].map { (option.name, $0) } })
    let options = AdapterOptions(values, schemas: schemas)
    return switch isolation {
    case .none: try instance(of: manifest, at: location, options)
    case .process: try isolated(manifest, at: location, options)
    }
  }

  private func instance(
    of manifest: AdapterManifest, at location: LibraryLocation, _ options: AdapterOptions
  ) throws(AdapterFault) -> LibraryAdapter {
    let library: LoadedLibrary
    do throws(LibraryFault) {
      library = try libraries.library(at: try location.found())
      try Self.check(library, adapter: manifest.name)
    } catch {
      throw AdapterFault(error, rebuild: location.rebuild)
    }
    return try Self.instance(of: library, options)
  }

  /// The file is checked here and in the child; only the child loads it.
  private func isolated(
    _ manifest: AdapterManifest, at location: LibraryLocation, _ options: AdapterOptions
  ) throws(AdapterFault) -> IsolatedLibrary {
    let path: String
    do throws(LibraryFault) { path = try location.found() } catch {
      throw AdapterFault(error, rebuild: location.rebuild)
    }
    let order = ChildOrder(
      adapter: manifest.name, path: path, rebuild: location.rebuild, options: options.values,
      schemas: options.schemas, limits: limits)
    return try IsolatedLibrary(order, file: try opened(path, rebuild: location.rebuild), limits: limits)
  }

  private func opened(_ path: String, rebuild: String) throws(AdapterFault) -> LibraryFile {
    do throws(LibraryFault) { return try libraries.isolated(at: path) } catch {
      throw AdapterFault(error, rebuild: rebuild)
    }
  }

  /// Size, version and stamp of the table first: nothing else in it is read before.
  static func check(_ library: LoadedLibrary, adapter: String) throws(LibraryFault) {
    guard library.exports else { throw library.isStale ? .stale(library.path) : .noSymbol(library.path) }
    do throws(TableMismatch) {
      try LibraryAdapter.check(library.table)
    } catch {
      throw library.isStale ? .stale(library.path) : .table(library.path, error)
    }
    guard let name = library.adapterName, name != adapter else { return }
    throw .otherAdapter(library.path, name: name)
  }

  /// An instance with a provider's options.
  static func instance(
    of library: LoadedLibrary, _ options: AdapterOptions
  ) throws(AdapterFault) -> LibraryAdapter {
    do {
      return try LibraryAdapter(table: library.table, options: options)
    } catch let error as AdapterOptionError {
      throw AdapterFault(error)
    } catch {
      throw AdapterFault(message: "the adapter's library '\(library.path)' failed: \(error)")
    }
  }
}
