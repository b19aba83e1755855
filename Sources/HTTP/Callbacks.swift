import CMicroHTTPD

extension dragoman_http_settings {
  /// The library calls these on its polling threads; each finds the service and the exchange behind the pointers and
  /// hands over.
  mutating func setCallbacks() {
    target = { context, target, handle in
      guard let target, let handle else { return nil }
      return Unmanaged.passRetained(begun(target, handle)).toOpaque()
    }
    answer = { context, handle, _, method, version, bytes, size, exchange in
      guard let context, let handle, let method, let version, let size, let kept = exchange?.pointee else { return .NO }
      let service = Unmanaged<Service>.fromOpaque(context).takeUnretainedValue()
      let exchange = Unmanaged<Exchange>.fromOpaque(kept).takeUnretainedValue()
      return service.advance(exchange, handle, (method, version), bytes, &size.pointee)
    }
    completed = { context, _, exchange, _ in
      guard let context, let exchange, let kept = exchange.pointee else { return }
      exchange.pointee = nil
      Unmanaged<Service>.fromOpaque(context).takeUnretainedValue()
        .end(Unmanaged<Exchange>.fromOpaque(kept).takeRetainedValue())
    }
    connection = { context, handle, socket, event in
      guard let context, let handle, let socket else { return }
      let service = Unmanaged<Service>.fromOpaque(context).takeUnretainedValue()
      event == .CONNECTION_NOTIFY_STARTED ? service.open(handle, &socket.pointee) : service.close(&socket.pointee)
    }
  }
}

private func begun(_ target: UnsafePointer<CChar>, _ handle: OpaquePointer) -> Exchange {
  let connection = dragoman_http_socket_context(handle).map {
    Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue()
  }
  let exchange = Exchange(target: String(cString: target), on: connection)
  dragoman_http_drop_query(target)
  return exchange
}

extension Service {
  fileprivate func advance(
    _ exchange: Exchange, _ handle: OpaquePointer,
    _ line: (method: UnsafePointer<CChar>, version: UnsafePointer<CChar>), _ bytes: UnsafePointer<CChar>?,
    _ size: inout Int
  ) -> MHD_Result {
    if case .line = exchange.stage {
      return begin(exchange, handle, line)
    }
    guard size > 0 else { return finish(exchange, handle) }
    defer { size = 0 }
    return take(UnsafeRawBufferPointer(start: bytes, count: size), exchange, handle)
  }

  fileprivate func open(_ handle: OpaquePointer, _ socket: inout UnsafeMutableRawPointer?) {
    guard let connection = connections.on(dragoman_http_socket(handle)) else { return }
    connection.enter(.head(since: .now))
    socket = Unmanaged.passRetained(connection).toOpaque()
  }

  fileprivate func close(_ socket: inout UnsafeMutableRawPointer?) {
    guard let kept = socket else { return }
    socket = nil
    let connection = Unmanaged<Connection>.fromOpaque(kept).takeRetainedValue()
    connections.remove(connection)
    if let copy = connection.close() { lingering.add(copy) }
  }
}
