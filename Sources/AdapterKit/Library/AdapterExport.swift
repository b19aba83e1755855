public import CAdapterABI
import Foundation
import JSON
import Synchronization

/// What a Swift adapter exports itself with:
///
///     @_cdecl("dragoman_adapter")
///     public func table() -> UnsafePointer<dragoman_adapter_table> {
///       AdapterExport.table(for: EntraID.self, manifest: #"{"name":"EntraID","version":"1.0.0"}"#)
///     }
public enum AdapterExport {
  /// The one table of an adapter type, valid for as long as the process lives.
  public static func table<Adapter: IdentityProviderAdapter>(
    for type: Adapter.Type, manifest: String
  ) -> UnsafePointer<dragoman_adapter_table> {
    tables.withLock { tables in
      let made = tables[ObjectIdentifier(type)] ?? TablePointer(make(type, manifest))
      tables[ObjectIdentifier(type)] = made
      return made.table
    }
  }

  /// The manifest's member that says which requests the library wants to see.
  static let readsBodiesAlone = "readsBodiesAlone"

  private static let tables = Mutex<[ObjectIdentifier: TablePointer]>([:])

  private static func make(
    _ type: any IdentityProviderAdapter.Type, _ manifest: String
  ) -> UnsafePointer<dragoman_adapter_table> {
    let table = UnsafeMutablePointer<dragoman_adapter_table>.allocate(capacity: 1)
    table.initialize(
      to: dragoman_adapter_table(
        size: UInt32(MemoryLayout<dragoman_adapter_table>.size), version: DRAGOMAN_ADAPTER_VERSION,
        stamp: strdup(AdapterStamp.current),
        manifest: strdup(told(manifest, of: type)),
        context: Unmanaged.passRetained(AdapterType(type)).toOpaque(),
        create: AdapterEntries.create, normalize: AdapterEntries.normalize,
        render: type.rendersAnswers ? AdapterEntries.render : nil,
        destroy: AdapterEntries.destroy, release: AdapterEntries.release))
    return UnsafePointer(table)
  }
}

extension AdapterExport {
  /// The manifest with what the type says of itself.
  private static func told(_ manifest: String, of type: any IdentityProviderAdapter.Type) -> String {
    guard type.readsBodiesAlone, case .object(var members)? = try? JSON(parsing: manifest) else { return manifest }
    members[readsBodiesAlone] = true
    return JSON.object(members).description
  }
}

/// A table is written once, before anyone else sees it.
private struct TablePointer: @unchecked Sendable {
  let table: UnsafePointer<dragoman_adapter_table>
  init(_ table: UnsafePointer<dragoman_adapter_table>) { self.table = table }
}

/// The adapter's type, as the table's context.
final class AdapterType: Sendable {
  let type: any IdentityProviderAdapter.Type
  init(_ type: any IdentityProviderAdapter.Type) { self.type = type }
}

/// One adapter, as the table's instance.
final class AdapterInstance: Sendable {
  let adapter: any IdentityProviderAdapter
  init(_ adapter: any IdentityProviderAdapter) { self.adapter = adapter }
}
