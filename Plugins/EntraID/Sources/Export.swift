import AdapterKit
public import CAdapterABI

/// The one function of this library that the host looks for.
@_cdecl("dragoman_adapter")
public func dragomanAdapter() -> UnsafePointer<dragoman_adapter_table> {
  AdapterExport.table(for: EntraID.self, manifest: #"{"name":"EntraID","version":"1.0.0"}"#)
}
