import CAdapterABI
import JSON

/// The functions of a Swift adapter's table: frames in, the adapter's own functions, frames out.
enum AdapterEntries {
  typealias Out = UnsafeMutablePointer<dragoman_buffer>?
  typealias Bytes = UnsafePointer<UInt8>?
  typealias Instance = UnsafeMutableRawPointer?
  typealias Create = @convention(c) (Instance, Bytes, Int, UnsafeMutablePointer<Instance>?, Out) -> Int32
  typealias Normalize = @convention(c) (Instance, Bytes, Int, Out) -> Int32
  typealias Render = @convention(c) (Instance, Bytes, Int, Bytes, Int, Out) -> Int32

  static let create: Create = { context, json, count, instance, out in
    guard let context, let instance else { return AdapterBuffer.fail("no context", into: out) }
    let type = Unmanaged<AdapterType>.fromOpaque(context).takeUnretainedValue().type
    do throws(AdapterOptionError) {
      let adapter = try type.init(options: try AdapterOptions(crossing: Array(view(json, count))))
      instance.pointee = Unmanaged.passRetained(AdapterInstance(adapter)).toOpaque()
      return DRAGOMAN_OK
    } catch {
      return AdapterBuffer.fail(error.crossing, into: out)
    }
  }

  static let normalize: Normalize = { instance, bytes, count, out in
    guard let adapter = adapter(instance) else { return AdapterBuffer.fail("no instance", into: out) }
    do throws(FrameError) {
      let request = try Frame.request(view(bytes, count))
      let normalized = adapter.normalize(request)
      guard normalized != request else { return DRAGOMAN_UNCHANGED }
      return AdapterBuffer.fill(try Frame.encode(normalized), into: out)
    } catch {
      return AdapterBuffer.fail(error.description, into: out)
    }
  }

  static let render: Render = { instance, bytes, count, requestBytes, requestCount, out in
    guard let adapter = adapter(instance) else { return AdapterBuffer.fail("no instance", into: out) }
    do throws(FrameError) {
      let response = try Frame.response(view(bytes, count))
      let rendered = adapter.render(response, to: try Frame.request(view(requestBytes, requestCount)))
      guard rendered != response else { return DRAGOMAN_UNCHANGED }
      return AdapterBuffer.fill(try Frame.encode(rendered), into: out)
    } catch {
      return AdapterBuffer.fail(error.description, into: out)
    }
  }

  static let destroy: @convention(c) (Instance) -> Void = { instance in
    guard let instance else { return }
    Unmanaged<AdapterInstance>.fromOpaque(instance).release()
  }

  static let release: @convention(c) (dragoman_buffer) -> Void = { $0.bytes?.deallocate() }

  private static func view(_ bytes: Bytes, _ count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : max(0, count))
  }

  private static func adapter(_ instance: Instance) -> (any IdentityProviderAdapter)? {
    instance.map { Unmanaged<AdapterInstance>.fromOpaque($0).takeUnretainedValue().adapter }
  }
}
